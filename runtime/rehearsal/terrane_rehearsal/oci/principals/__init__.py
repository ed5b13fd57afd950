"""Instances as principals: their certificates, and the tokens that they get for these.

https://docs.oracle.com/en-us/iaas/Content/Identity/Tasks/callingservicesfrominstances.htm
"""
