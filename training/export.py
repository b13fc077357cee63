"""Export a trained model to one int8 ONNX file: `python -m training.export --model FILE --out reader-3.onnx`."""

from __future__ import annotations

import argparse
import json
import os
import re
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

from countermove.reader.shapes import SHAPES_VERSION
from training.graph import ByteEmbedding, ReaderGraph
from training.network import Network, load_network
from training.vocabulary import PrunedVocabulary, prune

NAME = "reader-3"
OPSET = 17
INPUTS = ("ids", "shapes", "first", "boundary")
OUTPUTS = ("tags", "name_scores", "ends", "arcs", "heads", "deprels", "relation_dependent", "relation_head",
           "event_scores", "argument_trigger", "argument_word")  # fmt: skip


def write_graph(network: Network, vocabulary: PrunedVocabulary, path: Path, byte_embedding: bool) -> None:
    """Write the network as a float ONNX graph with a pruned (and, where asked, one-byte) word embedding."""
    assert isinstance(network.word, nn.Embedding)
    rows = network.word.weight.detach()[vocabulary.kept]
    network.word = ByteEmbedding(rows) if byte_embedding else nn.Embedding.from_pretrained(rows)
    ids = torch.randint(1000, 2000, (3, 17))
    shapes = torch.randint(0, 9, (3, 17))
    first = torch.tensor([[0, *range(1, 12), 0]] * 3)
    boundary = torch.tensor([[1, *[0] * 10, 1, 1]] * 3)
    words = {0: "B", 1: "W"}
    axes = dict.fromkeys(OUTPUTS, words) | {"ids": {0: "B", 1: "T"}, "shapes": {0: "B", 1: "T"}}
    axes |= {"first": words, "boundary": words, "arcs": {0: "B", 1: "W", 2: "W"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            ReaderGraph(network).eval(),
            (ids, shapes, first, boundary),
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )


def quantize(source: Path, target: Path, kept_float: str) -> None:
    """Quantise the matrix products to int8 per channel, except nodes whose weight name matches `kept_float`."""
    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    nodes = onnx.load(str(prepared)).graph.node
    excluded = [n.name for n in nodes if kept_float and re.search(kept_float, n.name)]
    quantize_dynamic(
        str(prepared),
        str(target),
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        reduce_range=False,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=excluded,
    )


def add_metadata(
    path: Path, labels: dict[str, list[str]], vocabulary: PrunedVocabulary, lemmas: dict[str, str]
) -> None:
    """Put labels, tokenizer and lemma table into the model file."""
    model = onnx.load(str(path))
    for key, value in (
        ("labels", json.dumps(labels, ensure_ascii=False)),
        ("tokenizer", vocabulary.tokenizer),
        ("shapes", SHAPES_VERSION),
        ("model", NAME),
        ("lemmas", json.dumps(lemmas, ensure_ascii=False, sort_keys=True)),
    ):
        entry = model.metadata_props.add()
        entry.key, entry.value = f"countermove.{key}", value
    onnx.save(model, str(path))


def export(model: Path, tokenizer: Path, out: Path, kept_float: str, as_float: bool, lemmas: dict[str, str]) -> None:
    """Write the model file atomically."""
    network, labels = load_network(model)
    vocabulary = prune(tokenizer.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        graph, made = Path(folder) / "float.onnx", Path(folder) / "made.onnx"
        write_graph(network, vocabulary, graph, byte_embedding=not as_float)
        if as_float:
            made = graph
        else:
            quantize(graph, made, kept_float)
        add_metadata(made, labels, vocabulary, lemmas)
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = out.with_suffix(".new")
        beside.write_bytes(made.read_bytes())
        os.replace(beside, out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("build/training/run/model.pt"))
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of the encoder")
    parser.add_argument("--out", type=Path, default=Path("src/countermove/data/models/reader-3.onnx"))
    parser.add_argument("--keep-float", default="", help="regular expression over names of nodes not to quantise")
    parser.add_argument("--float", action="store_true", help="do not quantise at all (to measure what int8 costs)")
    parser.add_argument("--lemmas", type=Path, help="lemma table made by training.lemma_table")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    lemmas = json.loads(arguments.lemmas.read_text(encoding="utf-8")) if arguments.lemmas else {}
    export(arguments.model, arguments.tokenizer, arguments.out, arguments.keep_float, arguments.float, lemmas)
    print(f"{arguments.out}: {arguments.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
