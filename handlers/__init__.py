"""The hand-written server: one file per contract tag, and the services that they call."""

from handlers.security.telemetry import switch_off

switch_off()  # here, because libraries read these variables when they are first imported
