"""Every record as it came, as a row."""


def everything(window):
    return window.records
