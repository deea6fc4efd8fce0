/** Int8 products whose activations are scaled anew in each run, pure: graphs in, graphs out. */
@NullMarked
package io.sensorium.model.dynamic;

import org.jspecify.annotations.NullMarked;
