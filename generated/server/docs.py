"""docs: what its handlers implement."""

from __future__ import annotations

from typing import Protocol

from generated.models import ContractDocument, DocsPage, DocsTicket

from codegen.runtime.call import Answer, Call
from codegen.runtime.endpoint import OperationTypes


class DocsHandlers(Protocol):
    async def create_docs_ticket(self, call: Call) -> DocsTicket:
        """A one-time ticket for the page

        For `openDocs`, once and within 30 seconds. It may be in an address, as it is worthless after its use.
        """
        ...

    async def get_asyncapi(self, call: Call) -> ContractDocument:
        """The AsyncAPI document

        What this server promises over its WebSocket: the document from which it was generated.
        """
        ...

    async def get_docs(self, call: Call) -> Answer[DocsPage]:
        """Both contracts as a page

        Operations, parameters, schemas, errors, channels, messages and close codes. A browser cannot send
        `Authorization` when it opens a page: `leanvibe open --docs` gives it a cookie that opens this page and
        nothing else.
        """
        ...

    async def open_docs(self, call: Call) -> Answer[None]:
        """Open the page in a browser

        Takes a ticket of `createDocsTicket`, once, and sends the browser on to the page with a cookie that is valid
        for an hour. Neither the ticket nor the cookie is accepted by any other operation.
        """
        ...

    async def get_openapi(self, call: Call) -> ContractDocument:
        """The OpenAPI document

        What this server promises over HTTP: the document from which it was generated.
        """
        ...


TYPES: dict[str, OperationTypes] = {
    "createDocsTicket": OperationTypes(
        parameters={},
        body={},
        results={
            "201 application/json": DocsTicket,
        },
    ),
    "getAsyncapi": OperationTypes(
        parameters={},
        body={},
        results={
            "200 application/json": ContractDocument,
        },
    ),
    "getDocs": OperationTypes(
        parameters={},
        body={},
        results={
            "200 text/html": DocsPage,
        },
    ),
    "openDocs": OperationTypes(
        parameters={},
        body={},
        results={},
    ),
    "getOpenapi": OperationTypes(
        parameters={},
        body={},
        results={
            "200 application/json": ContractDocument,
        },
    ),
}
