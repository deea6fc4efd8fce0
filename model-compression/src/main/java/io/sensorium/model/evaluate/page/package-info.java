/** An evaluation's report as one page for any browser, drawn by ourselves; it asks no network. */
@NullMarked
package io.sensorium.model.evaluate.page;

import org.jspecify.annotations.NullMarked;
