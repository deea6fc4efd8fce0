package io.sensorium.model.supervised.intent;

/** A text and the name of its class. */
record LabelledText(String text, String label) {}
