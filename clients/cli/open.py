"""`leanvibe open`."""

from __future__ import annotations

from terminal.arguments import Parser
from terminal.output import write


def configure(parser: Parser) -> None:
    parser.description = (
        "Open a page of the server in the browser. The address has a ticket that is valid once and for 30 seconds, and "
        "for that page only; the browser then keeps a cookie for an hour. Your key stays here."
    )
    parser.epilog = "Examples:\n  leanvibe open --docs\n  leanvibe open --docs --print"
    parser.add_argument("--docs", action="store_true", required=True, help="the documentation of the API")
    parser.add_argument("--print", dest="printed", action="store_true", help="print the address and open no browser")


def run(*, docs: bool, printed: bool) -> int:
    import webbrowser

    from clients.cli.api import Api, with_api
    from generated import models

    def show(api: Api) -> int:
        ticket = api.post("/api/v1/docs/ticket", None, models.DocsTicket).ticket
        url = f"{str(api.client.base_url).rstrip('/')}/docs/open?ticket={ticket}"
        if printed or not webbrowser.open(url):
            if not printed:
                write("no browser was found: open this address within 30 seconds", err=True)
            write(url)
        return 0

    return with_api(show)
