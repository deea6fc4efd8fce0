package io.sensorium.model.prune;

/**
 * A dimension of a constant that shrinks with channels.
 *
 * @param node index of the node that reads the constant
 * @param input index of the constant among the node's inputs
 * @param axis of the dimension
 * @param ids the channel of each index along it
 * @param counts whether the constant's values speak for the importance of the channels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Cut(int node, int input, int axis, int[] ids, boolean counts) {}
