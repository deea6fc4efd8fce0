/** Labelled samples on disk: folders of classes, tables of labels, pictures with boxes. */
@NullMarked
package io.sensorium.model.labelled;

import org.jspecify.annotations.NullMarked;
