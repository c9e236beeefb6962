"""GGUF (llama family) to an MLX model folder: config.json, tokenizer.json, tokenizer_config.json, model.safetensors.

Weights are dequantised to float32: on a processor MLX has fast kernels for nothing else.
Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from handlers.llm.cache import published
from handlers.llm.runtime import import_mlx

Progress = Callable[[str, int, int], None]
"""(what is being done, steps done, steps in all), called from whichever thread works."""

_TENSORS = {
    "token_embd": "model.embed_tokens",
    "output_norm": "model.norm",
    "output": "lm_head",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "attn_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
_SPECIAL_TOKEN = 3  # tokenizer.ggml.token_type of a control token
_GROUP = 32  # weights that share one scale in Q4_0, Q4_1 and Q8_0


class UnsupportedModelError(ValueError):
    """A GGUF file that this converter does not know how to read rightly."""


def convert(gguf: Path, target: Path, progress: Progress | None = None) -> None:
    """Writes the MLX folder `target`, whole or not at all. Needs about 1.1 GB for a model of 135M parameters.

    Raises `UnsupportedModelError` for an architecture, tokenizer or tensor that is not covered.
    """
    mx, _ = import_mlx()
    tensors, metadata = mx.load(str(gguf), return_metadata=True)
    facts = {key: value.tolist() if hasattr(value, "tolist") else value for key, value in metadata.items()}
    del metadata
    names = [name for name in tensors if name.endswith(".weight")]
    with published(target) as folder:
        weights = {}
        for done, name in enumerate(names):
            weights[_mlx_name(name)] = _dequantised(mx, tensors, name)
            mx.eval(weights[_mlx_name(name)])
            if progress:
                progress("convert weights", done + 1, len(names))
        mx.save_safetensors(str(folder / "model.safetensors"), weights, metadata={"format": "mlx"})
        _write_json(folder / "config.json", _config(facts, tied="lm_head.weight" not in weights))
        _write_tokenizer(facts, folder)
        del weights, tensors
        mx.clear_cache()


def _dequantised(mx: Any, tensors: Mapping[str, Any], name: str) -> Any:
    weight, stem = tensors[name], name.removesuffix(".weight")
    if f"{stem}.scales" not in tensors:
        return weight.astype(mx.float32)
    scales = tensors[f"{stem}.scales"].astype(mx.float32)
    biases = tensors[f"{stem}.biases"].astype(mx.float32)
    bits = weight.shape[-1] * 32 // (scales.shape[-1] * _GROUP)
    return mx.dequantize(weight, scales, biases, group_size=_GROUP, bits=bits)


def _mlx_name(name: str) -> str:
    """`blk.3.attn_q.weight` -> `model.layers.3.self_attn.q_proj.weight`."""
    *block, tensor, suffix = name.split(".")
    if tensor not in _TENSORS or (block and block[0] != "blk"):
        raise UnsupportedModelError(f"the GGUF tensor {name!r} has no known place in a llama model")
    layer = f"model.layers.{block[1]}." if block else ""
    return f"{layer}{_TENSORS[tensor]}.{suffix}"


def _config(facts: Mapping[str, Any], *, tied: bool) -> dict[str, Any]:
    if (architecture := facts.get("general.architecture")) != "llama":
        raise UnsupportedModelError(f"only the llama architecture can be converted, this GGUF holds {architecture!r}")
    return {
        "model_type": "llama",
        "architectures": ["LlamaForCausalLM"],
        "hidden_size": facts["llama.embedding_length"],
        "intermediate_size": facts["llama.feed_forward_length"],
        "num_hidden_layers": facts["llama.block_count"],
        "num_attention_heads": facts["llama.attention.head_count"],
        "num_key_value_heads": facts["llama.attention.head_count_kv"],
        "rms_norm_eps": facts["llama.attention.layer_norm_rms_epsilon"],
        "rope_theta": facts["llama.rope.freq_base"],
        # llama.cpp permutes the rows of q and k for its interleaved rotary embedding; this undoes it.
        "rope_traditional": True,
        "max_position_embeddings": facts["llama.context_length"],
        "vocab_size": facts["llama.vocab_size"],
        "tie_word_embeddings": tied,
        "bos_token_id": facts["tokenizer.ggml.bos_token_id"],
        "eos_token_id": facts["tokenizer.ggml.eos_token_id"],
        "torch_dtype": "float32",
    }


def _write_tokenizer(facts: Mapping[str, Any], folder: Path) -> None:
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    kind = facts.get("tokenizer.ggml.model"), facts.get("tokenizer.ggml.pre")
    if kind != ("gpt2", "smollm"):
        raise UnsupportedModelError(f"only SmolLM's byte-level BPE tokenizer can be converted, this GGUF has {kind}")
    tokens: list[str] = facts["tokenizer.ggml.tokens"]
    merges = [tuple(merge.split(" ", 1)) for merge in facts["tokenizer.ggml.merges"]]
    tokenizer = Tokenizer(models.BPE(vocab={token: index for index, token in enumerate(tokens)}, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    types = facts["tokenizer.ggml.token_type"]
    special = [token for token, kind in zip(tokens, types, strict=True) if kind == _SPECIAL_TOKEN]
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
    tokenizer.save(str(folder / "tokenizer.json"))
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": tokens[facts["tokenizer.ggml.bos_token_id"]],
            "eos_token": tokens[facts["tokenizer.ggml.eos_token_id"]],
            "pad_token": tokens[facts["tokenizer.ggml.padding_token_id"]],
            "unk_token": tokens[facts["tokenizer.ggml.unknown_token_id"]],
            "clean_up_tokenization_spaces": False,
            "model_max_length": facts["llama.context_length"],
            "chat_template": facts["tokenizer.chat_template"],
        },
    )


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
