package io.sensorium.model.prune;

/**
 * A number in the graph that says how many channels there are.
 *
 * @param node index of the node
 * @param input index of the constant with the shape that the node makes; -1 for its group attribute
 * @param position of the number within the shape
 * @param ids the channels that it counts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Resized(int node, int input, int position, int[] ids) {
  static final int GROUP = -1;
}
