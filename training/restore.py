"""Read a shipped model file back as weights to train on: `python -m training.restore --encoder FOLDER --out FILE`.

int8 loses a tenth of a point of attachment accuracy, which the first epoch of further training wins back, so that
nobody has to repeat the first stage to improve a head. Heads that the file doesn't have start anew.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from countermove.reader.model import MODEL_PATH
from training.labels import event_labels
from training.network import Network, Sizes, fields_of_heads
from training.vocabulary import prune

_LAYER = re.compile(r"^/(?P<module>[\w./]+)/MatMul_quant$")

Floats = NDArray[np.float32]


def _products(model: onnx.ModelProto, values: dict[str, NDArray[np.generic]]) -> tuple[dict[str, Floats], list[Floats]]:
    """Weights [in, out] of the linear layers by module, and of the products without a layer's name."""
    named: dict[str, Floats] = {}
    bare: list[Floats] = []
    for node in model.graph.node:
        if node.op_type != "MatMulInteger":
            continue
        key = node.input[1].removesuffix("_quantized")
        zero = values[f"{key}_zero_point"].astype(np.float32)
        weight = (values[node.input[1]].astype(np.float32) - zero) * values[f"{key}_scale"].astype(np.float32)
        match = _LAYER.match(node.name)
        if match:
            named[match["module"].replace("/", ".")] = weight
        else:
            bare.append(weight)
    return named, bare


def restore(path: Path, encoder: Path) -> tuple[Network, dict[str, list[str]]]:
    """Return the network of a model file, and its labels.

    Args:
        path: a quantised model file.
        encoder: the pretrained encoder's folder; rows of subwords that the file left out come from there.
    """
    model = onnx.load(str(path))
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    labels: dict[str, list[str]] = json.loads(metadata["countermove.labels"]) | event_labels()
    network = Network(Sizes(**{head: len(labels[head]) for head in (field.name for field in fields_of_heads())}))
    network.load_pretrained(encoder / "model.safetensors")
    values = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    named, bare = _products(model, values)
    state = network.state_dict()
    for name, value in values.items():
        key = name.removeprefix("network.")
        if name.startswith("network.") and key in state and state[key].shape == value.shape:
            state[key] = torch.from_numpy(value.copy())
    for module, weight in named.items():
        state[f"{module}.weight"] = torch.from_numpy(weight.T.copy())
    kept = prune((encoder / "tokenizer.json").read_text(encoding="utf-8")).kept
    rows = values["network.word.rows"].astype(np.float32) * values["network.word.scale"].astype(np.float32)
    state["word.weight"][kept] = torch.from_numpy(rows)
    biases = [value for name, value in values.items() if name.startswith("onnx::Add")]
    for name in ("arc", "relation", "argument"):
        # Biaffine products have no layer and so no name; their shapes differ.
        shape = state[name].shape
        weight = next((item for item in bare if item.shape == (shape[0] - 1, shape[1])), None)
        bias = next((item for item in biases if item.shape == (shape[1],)), None)
        if weight is not None and bias is not None:
            state[name] = torch.from_numpy(np.concatenate([weight, bias[None]]).astype(np.float32))
    shares = [float(value) for name, value in values.items() if name.startswith("onnx::Mul") and value.shape == ()]
    state["mix"] = torch.tensor(shares).log()  # the exporter folded the softmax over the layers into three constants
    network.load_state_dict(state)
    return network, labels


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, default=MODEL_PATH)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, default=Path("build/training/restored.pt"))
    arguments = parser.parse_args()
    network, labels = restore(arguments.file, arguments.encoder)
    saved = {"weights": network.state_dict(), "sizes": dataclasses.asdict(network.sizes), "labels": labels}
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(saved, arguments.out)


if __name__ == "__main__":
    main()
