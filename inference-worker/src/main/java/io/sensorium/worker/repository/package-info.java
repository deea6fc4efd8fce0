/** The model repository: folders of models, their versions, variants, labels and descriptions. */
@NullMarked
package io.sensorium.worker.repository;

import org.jspecify.annotations.NullMarked;
