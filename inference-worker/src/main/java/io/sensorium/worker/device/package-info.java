/** One device shared by many models: who runs next. */
@NullMarked
package io.sensorium.worker.device;

import org.jspecify.annotations.NullMarked;
