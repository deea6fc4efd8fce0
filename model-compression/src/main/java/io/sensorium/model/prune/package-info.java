/** Weights and channels that matter least, taken out of models; pure: graphs in, graphs out. */
@NullMarked
package io.sensorium.model.prune;

import org.jspecify.annotations.NullMarked;
