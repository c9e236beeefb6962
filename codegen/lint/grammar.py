"""The specifications' objects as data: their fields, which are required, and what they contain.

A field is `name`, `name!` (required), `name@3.1` (since that version), `name:Kind`, `name:[Kind]` (a list) or
`name:{Kind}` (a map).

OpenAPI: https://spec.openapis.org/oas/v3.2.0.html
AsyncAPI: https://www.asyncapi.com/docs/reference/specification/v3.0.0
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Shape = Literal["one", "list", "map"]


@dataclass(frozen=True, slots=True)
class Field:
    required: bool
    since: str  # '' for always
    kind: str  # '' if it contains nothing of the specification
    shape: Shape


@dataclass(frozen=True, slots=True)
class Kind:
    """`free`: fields are names that the author chose, each holding `free`."""

    fields: Mapping[str, Field]
    free: str = ""


_FIELD = re.compile(r"(?P<name>[$\w-]+)(?P<required>!?)(@(?P<since>[\d.]+))?(:(?P<open>[\[{]?)(?P<kind>\w+)[\]}]?)?")
_SHAPES: Mapping[str, Shape] = {"": "one", "[": "list", "{": "map"}


def _kinds(table: Mapping[str, str]) -> Mapping[str, Kind]:
    return {name: _kind(text) for name, text in table.items()}


def _kind(text: str) -> Kind:
    if text.startswith("{"):
        return Kind({}, text.strip("{}"))
    fields = {}
    for word in text.split():
        match = _FIELD.fullmatch(word)
        if match is None:
            raise ValueError(word)
        fields[match["name"]] = Field(
            bool(match["required"]), match["since"] or "", match["kind"] or "", _SHAPES[match["open"] or ""]
        )
    return Kind(fields)


_METHODS = " ".join(f"{m}:Operation" for m in ("get", "put", "post", "delete", "options", "head", "patch", "trace"))

OPENAPI = _kinds({
    "Document": "openapi! $self@3.2 info!:Info jsonSchemaDialect@3.1 servers:[Server] paths:Paths "
    "webhooks@3.1:{PathItem} components:Components security:[Requirement] tags:[Tag] externalDocs:ExternalDocs",
    "Info": "title! version! summary@3.1 description termsOfService contact:Contact license:License",
    "Contact": "name url email",
    "License": "name! identifier@3.1 url",
    "Server": "url! description name@3.2 variables:{ServerVariable}",
    "ServerVariable": "enum default! description",
    "Paths": "{PathItem}",
    "PathItem": f"$ref summary description {_METHODS} query@3.2:Operation additionalOperations@3.2:{{Operation}} "
    "servers:[Server] parameters:[Parameter]",
    "Operation": "tags summary description externalDocs:ExternalDocs operationId parameters:[Parameter] "
    "requestBody:RequestBody responses:Responses callbacks:{Callback} deprecated security:[Requirement] "
    "servers:[Server]",
    "ExternalDocs": "description url!",
    "Parameter": "name! in! description required deprecated allowEmptyValue style explode allowReserved schema:Schema "
    "example examples:{Example} content:{MediaType}",
    "RequestBody": "description content!:{MediaType} required",
    "MediaType": "schema:Schema itemSchema@3.2:Schema example examples:{Example} encoding:{Encoding} "
    "prefixEncoding@3.2:[Encoding] itemEncoding@3.2:Encoding",
    "Encoding": "contentType headers:{Header} style explode allowReserved encoding@3.2:{Encoding} "
    "prefixEncoding@3.2:[Encoding] itemEncoding@3.2:Encoding",
    "Responses": "{Response}",
    "Response": "summary@3.2 description headers:{Header} content:{MediaType} links:{Link}",
    "Callback": "{PathItem}",
    "Example": "summary description value externalValue dataValue@3.2 serializedValue@3.2",
    "Link": "operationRef operationId parameters requestBody description server:Server",
    "Header": "description required deprecated allowEmptyValue style explode allowReserved schema:Schema example "
    "examples:{Example} content:{MediaType}",
    "Tag": "name! summary@3.2 description externalDocs:ExternalDocs parent@3.2 kind@3.2",
    "SecurityScheme": "type! description name in scheme bearerFormat flows:Flows openIdConnectUrl "
    "oauth2MetadataUrl@3.2 deprecated@3.2",
    "Flows": "implicit:Flow password:Flow clientCredentials:Flow authorizationCode:Flow deviceAuthorization@3.2:Flow",
    "Flow": "authorizationUrl tokenUrl refreshUrl scopes! deviceAuthorizationUrl@3.2",
    "Components": "schemas:{Schema} responses:{Response} parameters:{Parameter} examples:{Example} "
    "requestBodies:{RequestBody} headers:{Header} securitySchemes:{SecurityScheme} links:{Link} callbacks:{Callback} "
    "pathItems@3.1:{PathItem} mediaTypes@3.2:{MediaType}",
})  # fmt: skip

_TRAIT = "title summary description tags:[Tag] externalDocs:ExternalDocs bindings"

ASYNCAPI = _kinds({
    "Document": "asyncapi! id info!:Info servers:{Server} defaultContentType channels:{Channel} "
    "operations:{ChannelOperation} components:Components",
    "Info": "title! version! description termsOfService contact:Contact license:License tags:[Tag] "
    "externalDocs:ExternalDocs",
    "Contact": "name url email",
    "License": "name! url",
    "Server": "host! protocol! protocolVersion pathname description title summary variables:{ServerVariable} "
    "security:[SecurityScheme] tags:[Tag] externalDocs:ExternalDocs bindings",
    "ServerVariable": "enum default description examples",
    "Channel": f"address messages:{{Message}} servers parameters:{{ChannelParameter}} {_TRAIT}",
    "ChannelParameter": "enum default description examples location",
    "ChannelOperation": f"action! channel! security:[SecurityScheme] {_TRAIT} traits:[OperationTrait] messages "
    "reply:Reply",
    "OperationTrait": f"security:[SecurityScheme] {_TRAIT}",
    "Reply": "address:ReplyAddress channel messages",
    "ReplyAddress": "description location!",
    "Message": f"headers payload:Payload correlationId:CorrelationId contentType name {_TRAIT} examples "
    "traits:[MessageTrait]",
    "MessageTrait": f"headers correlationId:CorrelationId contentType name {_TRAIT} examples",
    "CorrelationId": "description location!",
    "ExternalDocs": "description url!",
    "Tag": "name! description externalDocs:ExternalDocs",
    "SecurityScheme": "type! description name in scheme bearerFormat flows:Flows openIdConnectUrl scopes",
    "Flows": "implicit:Flow password:Flow clientCredentials:Flow authorizationCode:Flow",
    "Flow": "authorizationUrl tokenUrl refreshUrl availableScopes!",
    "Components": "schemas:{Payload} servers:{Server} channels:{Channel} operations:{ChannelOperation} "
    "messages:{Message} securitySchemes:{SecurityScheme} serverVariables:{ServerVariable} "
    "parameters:{ChannelParameter} correlationIds:{CorrelationId} replies:{Reply} replyAddresses:{ReplyAddress} "
    "externalDocs:{ExternalDocs} tags:{Tag} operationTraits:{OperationTrait} messageTraits:{MessageTrait} "
    "serverBindings channelBindings operationBindings messageBindings",
})  # fmt: skip
