"""The rehearsal cloud: an emulated AWS whose instances really boot, on this machine."""
