"""projects: what its handlers implement."""

from __future__ import annotations

from typing import Protocol

from generated.models import (
    CodeGraph,
    Cursor,
    EdgeConfidence,
    GraphPath,
    ImportDirection,
    IndexFilePage,
    IndexFileStatus,
    IndexJob,
    IndexRequest,
    IndexStatus,
    Project,
    ProjectCreate,
    ProjectPage,
    ProjectUpdate,
    SearchRequest,
    SearchResults,
)

from codegen.runtime.call import Answer, Call
from codegen.runtime.endpoint import OperationTypes
from codegen.runtime.model import MISSING


class ProjectsHandlers(Protocol):
    async def list_projects(self, call: Call, *, limit: int = 20, cursor: Cursor | MISSING = MISSING) -> ProjectPage:
        """List the projects

        Projects, oldest first, a page at a time.
        """
        ...

    async def create_project(self, call: Call, *, body: ProjectCreate) -> Answer[Project]:
        """Add a project and index it

        The project is known at once; an index job reads its files in the background. `Location` is the state of the
        index.
        """
        ...

    async def get_project(self, call: Call, *, project_id: str) -> Project:
        """Read a project

        The project and the state of its index.
        """
        ...

    async def delete_project(self, call: Call, *, project_id: str) -> None:
        """Forget a project

        Ends its index job and removes its index and tasks. Its files stay untouched. Sessions about it stay,
        without it.
        """
        ...

    async def update_project(self, call: Call, *, project_id: str, body: ProjectUpdate) -> Project:
        """Change a project

        Changes its name or what its index leaves out. Members that are absent stay.
        """
        ...

    async def get_callees(
        self,
        call: Call,
        *,
        project_id: str,
        symbol: str,
        depth: int = 1,
        confidence: EdgeConfidence | MISSING = MISSING,
        limit: int = 100,
    ) -> CodeGraph:
        """What a symbol calls

        Functions and classes that the symbol's code calls, to a depth.
        """
        ...

    async def get_callers(
        self,
        call: Call,
        *,
        project_id: str,
        symbol: str,
        depth: int = 1,
        confidence: EdgeConfidence | MISSING = MISSING,
        limit: int = 100,
    ) -> CodeGraph:
        """Who calls a symbol

        Functions and classes whose code calls the symbol, to a depth.
        """
        ...

    async def get_imports(
        self,
        call: Call,
        *,
        project_id: str,
        module: str,
        direction: ImportDirection | MISSING = MISSING,
        depth: int = 1,
        limit: int = 100,
    ) -> CodeGraph:
        """What a module imports, or what imports it

        Modules that are reached by import statements, to a depth; those outside the project are `external`.
        """
        ...

    async def get_call_path(
        self,
        call: Call,
        *,
        project_id: str,
        from_: str,
        to: str,
        depth: int = 10,
        confidence: EdgeConfidence | MISSING = MISSING,
    ) -> GraphPath:
        """The shortest chain of calls

        How one symbol comes to call another, by the fewest hops. No chain within the depth is no error: `found` is
        false.
        """
        ...

    async def get_index_status(self, call: Call, *, project_id: str) -> IndexStatus:
        """Read the state of an index

        What the index holds and how far its job is.
        """
        ...

    async def index_project(
        self, call: Call, *, project_id: str, body: IndexRequest | MISSING = MISSING
    ) -> Answer[IndexJob]:
        """Index a project again

        Queues a job that reads what changed, or everything with `full`. Where a job is under way, that job is the
        answer and no other is queued.
        """
        ...

    async def list_index_files(
        self,
        call: Call,
        *,
        project_id: str,
        status: list[IndexFileStatus] | MISSING = MISSING,
        limit: int = 20,
        cursor: Cursor | MISSING = MISSING,
    ) -> IndexFilePage:
        """List the files of an index

        Files with their status and the reason for it, by path, a page at a time. Without `status` those that are
        not whole in the index.
        """
        ...

    async def search_project(self, call: Call, *, project_id: str, body: SearchRequest) -> SearchResults:
        """Search by meaning

        Finds pieces of the project that fit a question or a piece of code; the best first. Tests and generated code
        come after the implementation, unless the query or the path prefix asks for them. Changes nothing.
        """
        ...


TYPES: dict[str, OperationTypes] = {
    "listProjects": OperationTypes(
        parameters={
            "limit": int,
            "cursor": Cursor,
        },
        body={},
        results={
            "200 application/json": ProjectPage,
        },
    ),
    "createProject": OperationTypes(
        parameters={},
        body={
            "application/json": ProjectCreate,
        },
        results={
            "202 application/json": Project,
        },
    ),
    "getProject": OperationTypes(
        parameters={
            "project_id": str,
        },
        body={},
        results={
            "200 application/json": Project,
        },
    ),
    "deleteProject": OperationTypes(
        parameters={
            "project_id": str,
        },
        body={},
        results={},
    ),
    "updateProject": OperationTypes(
        parameters={
            "project_id": str,
        },
        body={
            "application/json": ProjectUpdate,
        },
        results={
            "200 application/json": Project,
        },
    ),
    "getCallees": OperationTypes(
        parameters={
            "project_id": str,
            "symbol": str,
            "depth": int,
            "confidence": EdgeConfidence,
            "limit": int,
        },
        body={},
        results={
            "200 application/json": CodeGraph,
        },
    ),
    "getCallers": OperationTypes(
        parameters={
            "project_id": str,
            "symbol": str,
            "depth": int,
            "confidence": EdgeConfidence,
            "limit": int,
        },
        body={},
        results={
            "200 application/json": CodeGraph,
        },
    ),
    "getImports": OperationTypes(
        parameters={
            "project_id": str,
            "module": str,
            "direction": ImportDirection,
            "depth": int,
            "limit": int,
        },
        body={},
        results={
            "200 application/json": CodeGraph,
        },
    ),
    "getCallPath": OperationTypes(
        parameters={
            "project_id": str,
            "from_": str,
            "to": str,
            "depth": int,
            "confidence": EdgeConfidence,
        },
        body={},
        results={
            "200 application/json": GraphPath,
        },
    ),
    "getIndexStatus": OperationTypes(
        parameters={
            "project_id": str,
        },
        body={},
        results={
            "200 application/json": IndexStatus,
        },
    ),
    "indexProject": OperationTypes(
        parameters={
            "project_id": str,
        },
        body={
            "application/json": IndexRequest,
        },
        results={
            "202 application/json": IndexJob,
        },
    ),
    "listIndexFiles": OperationTypes(
        parameters={
            "project_id": str,
            "status": list[IndexFileStatus],
            "limit": int,
            "cursor": Cursor,
        },
        body={},
        results={
            "200 application/json": IndexFilePage,
        },
    ),
    "searchProject": OperationTypes(
        parameters={
            "project_id": str,
        },
        body={
            "application/json": SearchRequest,
        },
        results={
            "200 application/json": SearchResults,
        },
    ),
}
