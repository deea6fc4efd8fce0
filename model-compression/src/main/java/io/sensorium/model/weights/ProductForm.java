package io.sensorium.model.weights;

import io.sensorium.model.graph.ConstantProduct;

/** A way to write a product with a matrix on few bits. */
interface ProductForm {
  /** Writes a product without its bias, which gives a value named {@code y}. */
  void write(ConstantProduct product, String y);
}
