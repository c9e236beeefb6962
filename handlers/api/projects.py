"""Tag `projects`: folders, their index, search and the code graph."""

from __future__ import annotations

from collections.abc import Sequence

from codegen.runtime.call import Answer, Call
from codegen.runtime.model import MISSING, DateTime
from generated import models
from handlers.api.absent import given
from handlers.errors import Conflict, NotFound
from handlers.graph import model as graph
from handlers.graph.code_graph import CodeGraph
from handlers.index.facts import NOT_WHOLE
from handlers.index.service import CodeIndex
from handlers.projects.jobs import IndexJobs
from handlers.projects.model import IndexJob, Project
from handlers.projects.service import Projects
from handlers.projects.worker import IndexWorker
from handlers.storage import pages


class ProjectsHandlers:
    def __init__(self, projects: Projects, jobs: IndexJobs, worker: IndexWorker, index: CodeIndex) -> None:
        self._projects, self._jobs, self._worker, self._index = projects, jobs, worker, index

    async def list_projects(
        self, call: Call, *, limit: int = 20, cursor: str | MISSING = MISSING
    ) -> models.ProjectPage:
        page = await self._projects.list(limit=limit, cursor=given(cursor))
        after = MISSING if page.next_cursor is None else page.next_cursor
        return models.ProjectPage(items=[project(found) for found in page.items], next_cursor=after)

    async def create_project(self, call: Call, *, body: models.ProjectCreate) -> Answer[models.Project]:
        made = await self._projects.create(body.root, name=given(body.name), exclude=given(body.exclude) or ())
        return Answer(project(made), {"Location": f"/api/v1/projects/{made.id}/index"})

    async def get_project(self, call: Call, *, project_id: str) -> models.Project:
        return project(await self._projects.get(project_id))

    async def delete_project(self, call: Call, *, project_id: str) -> None:
        await self._projects.delete(project_id)
        await self._worker.forget(project_id)

    async def update_project(self, call: Call, *, project_id: str, body: models.ProjectUpdate) -> models.Project:
        changed = await self._projects.update(project_id, name=given(body.name), exclude=given(body.exclude))
        return project(changed)

    async def get_index_status(self, call: Call, *, project_id: str) -> models.IndexStatus:
        return index_status(await self._projects.get(project_id))

    async def index_project(
        self, call: Call, *, project_id: str, body: models.IndexRequest | MISSING = MISSING
    ) -> Answer[models.IndexJob]:
        full = body is not MISSING and given(body.full) is True
        job = await self._jobs.request(project_id, full=full)
        return Answer(index_job(job), {"Location": f"/api/v1/projects/{project_id}/index"})

    async def list_index_files(
        self,
        call: Call,
        *,
        project_id: str,
        status: list[models.IndexFileStatus] | MISSING = MISSING,
        limit: int = 20,
        cursor: str | MISSING = MISSING,
    ) -> models.IndexFilePage:
        await self._projects.get(project_id)
        statuses = sorted(set(given(status) or NOT_WHOLE))
        of = f"files {project_id} {' '.join(statuses)}"
        start = pages.decode(given(cursor), of=of)
        files = await self._index.outcomes(project_id, statuses, limit=limit + 1, offset=start)
        items = [
            models.IndexFile(path=file.path, status=file.status, reason=file.reason or MISSING)
            for file in files[:limit]
        ]
        more = pages.encode(of, start + limit) if len(files) > limit else MISSING
        return models.IndexFilePage(items=items, next_cursor=more)

    async def search_project(self, call: Call, *, project_id: str, body: models.SearchRequest) -> models.SearchResults:
        await self._projects.get(project_id)
        limit = 10 if body.limit is MISSING else body.limit
        hits = await self._index.search(project_id, body.query, limit, path_prefix=given(body.path_prefix) or "")
        items = [
            models.SearchHit(
                path=hit.path,
                start_line=hit.start_line,
                end_line=hit.end_line,
                kind=hit.kind,
                symbol=hit.symbol or MISSING,
                score=hit.score,
                snippet=hit.snippet,
            )
            for hit in hits
        ]
        return models.SearchResults(items=items, model=self._index.embedder.identity.model)

    async def get_callers(
        self,
        call: Call,
        *,
        project_id: str,
        symbol: str,
        depth: int = 1,
        confidence: models.EdgeConfidence | MISSING = MISSING,
        limit: int = 100,
    ) -> models.CodeGraph:
        graph, start = await self._start(project_id, symbol)
        found = await graph.callers(start.uid, depth, confidence=_edges(confidence), limit=limit)
        return code_graph(start, found)

    async def get_callees(
        self,
        call: Call,
        *,
        project_id: str,
        symbol: str,
        depth: int = 1,
        confidence: models.EdgeConfidence | MISSING = MISSING,
        limit: int = 100,
    ) -> models.CodeGraph:
        graph, start = await self._start(project_id, symbol)
        found = await graph.callees(start.uid, depth, confidence=_edges(confidence), limit=limit)
        return code_graph(start, found)

    async def get_imports(
        self,
        call: Call,
        *,
        project_id: str,
        module: str,
        direction: models.ImportDirection | MISSING = MISSING,
        depth: int = 1,
        limit: int = 100,
    ) -> models.CodeGraph:
        graph, start = await self._start(project_id, module, kinds=("module", "external"))
        walk = graph.importers if direction == "importers" else graph.imports
        return code_graph(start, await walk(start.uid, depth, limit=limit))

    async def get_call_path(
        self,
        call: Call,
        *,
        project_id: str,
        from_: str,
        to: str,
        depth: int = 10,
        confidence: models.EdgeConfidence | MISSING = MISSING,
    ) -> models.GraphPath:
        graph, start = await self._start(project_id, from_)
        end = await _only(graph, to)
        chain = await graph.shortest_path(start.uid, end.uid, depth, confidence=_edges(confidence))
        if chain is None:
            return models.GraphPath(found=False, nodes=[], edges=[])
        nodes = [node(one, place) for place, one in enumerate(chain.nodes)]
        return models.GraphPath(found=True, nodes=nodes, edges=[edge(one) for one in chain.edges])

    async def _start(
        self, project_id: str, symbol: str, *, kinds: Sequence[str] = ("function", "method", "property", "class")
    ) -> tuple[CodeGraph, graph.Node]:
        found = await self._projects.get(project_id)
        if found.indexed_at is None and not (await self._index.counts(project_id))["files"]:
            raise Conflict(f"{found.name} has no index yet", code="index_missing")
        code = self._index.graph(project_id)
        return code, await _only(code, symbol, kinds)


async def _only(code: CodeGraph, symbol: str, kinds: Sequence[str] = ()) -> graph.Node:
    """The one symbol of that name; an exact qualified name wins over names that end in it."""
    fitting = [found for found in await code.find(symbol) if not kinds or found.kind in kinds]
    exact = [found for found in fitting if symbol in (found.uid, found.qname, found.path)]
    candidates = exact[:1] or fitting
    if not candidates:
        raise NotFound(f"there is no {' or '.join(kinds[:2]) or 'symbol'} {symbol}", code="symbol_not_found")
    if len(candidates) > 1:
        some = ", ".join(found.qname for found in candidates[:5])
        raise Conflict(f"{symbol} may be {some}: give the qualified name", code="symbol_ambiguous")
    return candidates[0]


def _edges(least: models.EdgeConfidence | MISSING) -> tuple[graph.Confidence, ...]:
    return graph.EXACT if least == "exact" else graph.ANY


def project(found: Project) -> models.Project:
    return models.Project(
        id=found.id,
        name=found.name,
        root=str(found.root),
        exclude=list(found.exclude),
        created_at=DateTime.of(found.created_at),
        updated_at=DateTime.of(found.updated_at),
        index=index_status(found),
    )


def index_status(found: Project) -> models.IndexStatus:
    counts = found.counts
    return models.IndexStatus(
        project_id=found.id,
        state=found.index_state,
        counts=models.IndexCounts(
            files=counts.files,
            modules=counts.modules,
            classes=counts.classes,
            functions=counts.functions,
            edges=counts.edges,
            chunks=counts.chunks,
            partial=counts.partial,
            skipped=counts.skipped,
            failed=counts.failed,
        ),
        indexed_at=MISSING if found.indexed_at is None else DateTime.of(found.indexed_at),
        job=MISSING if found.job is None else index_job(found.job),
    )


def index_job(found: IndexJob) -> models.IndexJob:
    return models.IndexJob(
        id=found.id,
        project_id=found.project_id,
        state=found.state,
        phase=found.phase,
        files_total=found.files_total,
        files_done=found.files_done,
        chunks_total=MISSING if found.chunks_total is None else found.chunks_total,
        chunks_done=MISSING if found.chunks_done is None else found.chunks_done,
        queued_at=DateTime.of(found.queued_at),
        started_at=MISSING if found.started_at is None else DateTime.of(found.started_at),
        finished_at=MISSING if found.finished_at is None else DateTime.of(found.finished_at),
        error=MISSING if found.error is None else found.error,
    )


def code_graph(start: graph.Node, found: graph.Subgraph) -> models.CodeGraph:
    return models.CodeGraph(
        start=node(start, 0),
        nodes=[node(one, found.depths[one.uid]) for one in found.nodes],
        edges=[edge(one) for one in found.edges],
        truncated=found.truncated,
    )


def node(found: graph.Node, depth: int) -> models.GraphNode:
    return models.GraphNode(
        uid=found.uid,
        kind=found.kind,
        name=found.name,
        qualified_name=found.qname,
        path=found.path,
        start_line=found.start_line,
        end_line=found.end_line,
        depth=depth,
    )


def edge(found: graph.Edge) -> models.GraphEdge:
    return models.GraphEdge(
        source=found.source,
        target=found.target,
        kind=found.kind.lower(),
        confidence=found.confidence,
        count=found.count,
        line=found.line,
    )
