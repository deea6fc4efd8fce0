/** Models in half precision, pure: graphs in, graphs out. */
@NullMarked
package io.sensorium.model.half;

import org.jspecify.annotations.NullMarked;
