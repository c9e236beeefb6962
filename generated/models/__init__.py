"""The models of LeanVibe 1.0.0."""

from .ai_chat_ask import AiChatAsk
from .ai_chat_ask_data import AiChatAskData
from .ai_chat_ask_payload import AiChatAskPayload
from .ai_chat_cancel import AiChatCancel
from .ai_chat_cancel_data import AiChatCancelData
from .ai_chat_cancel_payload import AiChatCancelPayload
from .ai_message_completed import AiMessageCompleted
from .ai_message_completed_data import AiMessageCompletedData
from .ai_message_completed_data_finish_reason import AiMessageCompletedDataFinishReason
from .ai_message_completed_payload import AiMessageCompletedPayload
from .ai_message_delta import AiMessageDelta
from .ai_message_delta_data import AiMessageDeltaData
from .ai_message_delta_payload import AiMessageDeltaPayload
from .ai_message_failed import AiMessageFailed
from .ai_message_failed_data import AiMessageFailedData
from .ai_message_failed_payload import AiMessageFailedPayload
from .ai_message_started import AiMessageStarted
from .ai_message_started_data import AiMessageStartedData
from .ai_message_started_payload import AiMessageStartedPayload
from .analysis_facts import AnalysisFacts
from .analysis_focus import AnalysisFocus
from .api_key import ApiKey
from .chat_answer import ChatAnswer
from .chat_citations import ChatCitations
from .chat_completed import ChatCompleted
from .chat_delta import ChatDelta
from .chat_event import ChatEvent
from .chat_failed import ChatFailed
from .chat_message import ChatMessage
from .chat_request import ChatRequest
from .chat_started import ChatStarted
from .citation import Citation
from .client_class import ClientClass
from .code_analysis import CodeAnalysis
from .code_analysis_request import CodeAnalysisRequest
from .code_graph import CodeGraph
from .command_ack import CommandAck
from .command_ack_data import CommandAckData
from .command_ack_payload import CommandAckPayload
from .command_error import CommandError
from .command_error_data import CommandErrorData
from .command_error_payload import CommandErrorPayload
from .command_metadata import CommandMetadata
from .complete_health import CompleteHealth
from .complex_function import ComplexFunction
from .confidence_assessment import ConfidenceAssessment
from .confidence_level import ConfidenceLevel
from .confidence_request import ConfidenceRequest
from .confidence_signals import ConfidenceSignals
from .connection_draining import ConnectionDraining
from .connection_draining_data import ConnectionDrainingData
from .connection_draining_payload import ConnectionDrainingPayload
from .connection_hello import ConnectionHello
from .connection_hello_data import ConnectionHelloData
from .connection_hello_payload import ConnectionHelloPayload
from .connection_ping import ConnectionPing
from .connection_ping_data import ConnectionPingData
from .connection_ping_payload import ConnectionPingPayload
from .connection_pong import ConnectionPong
from .connection_pong_data import ConnectionPongData
from .connection_pong_payload import ConnectionPongPayload
from .connection_ready import ConnectionReady
from .connection_ready_data import ConnectionReadyData
from .connection_ready_payload import ConnectionReadyPayload
from .contract_document import ContractDocument
from .control_metadata import ControlMetadata
from .cursor import Cursor
from .depended_on_file import DependedOnFile
from .docs_page import DocsPage
from .docs_ticket import DocsTicket
from .edge_confidence import EdgeConfidence
from .epoch import Epoch
from .event_cursor import EventCursor
from .event_metadata import EventMetadata
from .finish_reason import FinishReason
from .glob_list import GlobList
from .graph_edge import GraphEdge
from .graph_edge_kind import GraphEdgeKind
from .graph_node import GraphNode
from .graph_node_kind import GraphNodeKind
from .graph_path import GraphPath
from .health import Health
from .health_check import HealthCheck
from .health_check_component import HealthCheckComponent
from .health_status import HealthStatus
from .import_cycle import ImportCycle
from .import_direction import ImportDirection
from .index_counts import IndexCounts
from .index_file import IndexFile
from .index_file_page import IndexFilePage
from .index_file_status import IndexFileStatus
from .index_job import IndexJob
from .index_job_phase import IndexJobPhase
from .index_job_state import IndexJobState
from .index_request import IndexRequest
from .index_state import IndexState
from .index_status import IndexStatus
from .issued_key import IssuedKey
from .key_create import KeyCreate
from .key_id import KeyId
from .key_label import KeyLabel
from .key_page import KeyPage
from .label_list import LabelList
from .message_role import MessageRole
from .model_metrics import ModelMetrics
from .operation_metrics import OperationMetrics
from .performance_metrics import PerformanceMetrics
from .periodic_job import PeriodicJob
from .probe_report import ProbeReport
from .probe_report_status import ProbeReportStatus
from .probe_result import ProbeResult
from .probe_result_status import ProbeResultStatus
from .problem import Problem
from .problem_code import ProblemCode
from .process_metrics import ProcessMetrics
from .project import Project
from .project_create import ProjectCreate
from .project_index_progress import ProjectIndexProgress
from .project_index_progress_payload import ProjectIndexProgressPayload
from .project_page import ProjectPage
from .project_update import ProjectUpdate
from .prometheus_text import PrometheusText
from .quantiles import Quantiles
from .search_hit import SearchHit
from .search_hit_kind import SearchHitKind
from .search_request import SearchRequest
from .search_results import SearchResults
from .seq import Seq
from .session import Session
from .session_create import SessionCreate
from .session_event import SessionEvent
from .session_event_page import SessionEventPage
from .session_message import SessionMessage
from .session_message_append import SessionMessageAppend
from .session_message_append_payload import SessionMessageAppendPayload
from .session_message_create import SessionMessageCreate
from .session_message_create_role import SessionMessageCreateRole
from .session_message_created import SessionMessageCreated
from .session_message_created_payload import SessionMessageCreatedPayload
from .session_message_page import SessionMessagePage
from .session_message_status import SessionMessageStatus
from .session_page import SessionPage
from .session_state import SessionState
from .session_state_changed import SessionStateChanged
from .session_state_changed_data import SessionStateChangedData
from .session_state_changed_payload import SessionStateChangedPayload
from .session_state_patch import SessionStatePatch
from .stream_ack import StreamAck
from .stream_ack_data import StreamAckData
from .stream_ack_payload import StreamAckPayload
from .stream_lagging import StreamLagging
from .stream_lagging_data import StreamLaggingData
from .stream_lagging_payload import StreamLaggingPayload
from .stream_open import StreamOpen
from .stream_open_data import StreamOpenData
from .stream_open_payload import StreamOpenPayload
from .stream_position import StreamPosition
from .stream_ready import StreamReady
from .stream_ready_data import StreamReadyData
from .stream_ready_payload import StreamReadyPayload
from .stream_reset import StreamReset
from .stream_reset_data import StreamResetData
from .stream_reset_data_reason import StreamResetDataReason
from .stream_reset_payload import StreamResetPayload
from .stream_snapshot import StreamSnapshot
from .stream_snapshot_data import StreamSnapshotData
from .stream_snapshot_payload import StreamSnapshotPayload
from .stream_tail import StreamTail
from .task import Task
from .task_create import TaskCreate
from .task_page import TaskPage
from .task_priority import TaskPriority
from .task_status import TaskStatus
from .task_update import TaskUpdate
from .token_usage import TokenUsage
from .unused_function import UnusedFunction
from .violation import Violation
from .websocket_health import WebsocketHealth
from .websocket_health_status import WebsocketHealthStatus
from .websocket_ticket import WebsocketTicket
from .ws_receives import WsReceives
from .ws_sends import WsSends

__all__ = [
    "AiChatAsk",
    "AiChatAskData",
    "AiChatAskPayload",
    "AiChatCancel",
    "AiChatCancelData",
    "AiChatCancelPayload",
    "AiMessageCompleted",
    "AiMessageCompletedData",
    "AiMessageCompletedDataFinishReason",
    "AiMessageCompletedPayload",
    "AiMessageDelta",
    "AiMessageDeltaData",
    "AiMessageDeltaPayload",
    "AiMessageFailed",
    "AiMessageFailedData",
    "AiMessageFailedPayload",
    "AiMessageStarted",
    "AiMessageStartedData",
    "AiMessageStartedPayload",
    "AnalysisFacts",
    "AnalysisFocus",
    "ApiKey",
    "ChatAnswer",
    "ChatCitations",
    "ChatCompleted",
    "ChatDelta",
    "ChatEvent",
    "ChatFailed",
    "ChatMessage",
    "ChatRequest",
    "ChatStarted",
    "Citation",
    "ClientClass",
    "CodeAnalysis",
    "CodeAnalysisRequest",
    "CodeGraph",
    "CommandAck",
    "CommandAckData",
    "CommandAckPayload",
    "CommandError",
    "CommandErrorData",
    "CommandErrorPayload",
    "CommandMetadata",
    "CompleteHealth",
    "ComplexFunction",
    "ConfidenceAssessment",
    "ConfidenceLevel",
    "ConfidenceRequest",
    "ConfidenceSignals",
    "ConnectionDraining",
    "ConnectionDrainingData",
    "ConnectionDrainingPayload",
    "ConnectionHello",
    "ConnectionHelloData",
    "ConnectionHelloPayload",
    "ConnectionPing",
    "ConnectionPingData",
    "ConnectionPingPayload",
    "ConnectionPong",
    "ConnectionPongData",
    "ConnectionPongPayload",
    "ConnectionReady",
    "ConnectionReadyData",
    "ConnectionReadyPayload",
    "ContractDocument",
    "ControlMetadata",
    "Cursor",
    "DependedOnFile",
    "DocsPage",
    "DocsTicket",
    "EdgeConfidence",
    "Epoch",
    "EventCursor",
    "EventMetadata",
    "FinishReason",
    "GlobList",
    "GraphEdge",
    "GraphEdgeKind",
    "GraphNode",
    "GraphNodeKind",
    "GraphPath",
    "Health",
    "HealthCheck",
    "HealthCheckComponent",
    "HealthStatus",
    "ImportCycle",
    "ImportDirection",
    "IndexCounts",
    "IndexFile",
    "IndexFilePage",
    "IndexFileStatus",
    "IndexJob",
    "IndexJobPhase",
    "IndexJobState",
    "IndexRequest",
    "IndexState",
    "IndexStatus",
    "IssuedKey",
    "KeyCreate",
    "KeyId",
    "KeyLabel",
    "KeyPage",
    "LabelList",
    "MessageRole",
    "ModelMetrics",
    "OperationMetrics",
    "PerformanceMetrics",
    "PeriodicJob",
    "ProbeReport",
    "ProbeReportStatus",
    "ProbeResult",
    "ProbeResultStatus",
    "Problem",
    "ProblemCode",
    "ProcessMetrics",
    "Project",
    "ProjectCreate",
    "ProjectIndexProgress",
    "ProjectIndexProgressPayload",
    "ProjectPage",
    "ProjectUpdate",
    "PrometheusText",
    "Quantiles",
    "SearchHit",
    "SearchHitKind",
    "SearchRequest",
    "SearchResults",
    "Seq",
    "Session",
    "SessionCreate",
    "SessionEvent",
    "SessionEventPage",
    "SessionMessage",
    "SessionMessageAppend",
    "SessionMessageAppendPayload",
    "SessionMessageCreate",
    "SessionMessageCreateRole",
    "SessionMessageCreated",
    "SessionMessageCreatedPayload",
    "SessionMessagePage",
    "SessionMessageStatus",
    "SessionPage",
    "SessionState",
    "SessionStateChanged",
    "SessionStateChangedData",
    "SessionStateChangedPayload",
    "SessionStatePatch",
    "StreamAck",
    "StreamAckData",
    "StreamAckPayload",
    "StreamLagging",
    "StreamLaggingData",
    "StreamLaggingPayload",
    "StreamOpen",
    "StreamOpenData",
    "StreamOpenPayload",
    "StreamPosition",
    "StreamReady",
    "StreamReadyData",
    "StreamReadyPayload",
    "StreamReset",
    "StreamResetData",
    "StreamResetDataReason",
    "StreamResetPayload",
    "StreamSnapshot",
    "StreamSnapshotData",
    "StreamSnapshotPayload",
    "StreamTail",
    "Task",
    "TaskCreate",
    "TaskPage",
    "TaskPriority",
    "TaskStatus",
    "TaskUpdate",
    "TokenUsage",
    "UnusedFunction",
    "Violation",
    "WebsocketHealth",
    "WebsocketHealthStatus",
    "WebsocketTicket",
    "WsReceives",
    "WsSends",
]
