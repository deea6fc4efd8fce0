/** Forms of a model of texts: which served features it takes, and which network is over them. */
@NullMarked
package io.sensorium.model.supervised.intent.form;

import org.jspecify.annotations.NullMarked;
