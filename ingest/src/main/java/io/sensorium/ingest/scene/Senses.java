package io.sensorium.ingest.scene;

/** What can be seen, heard and said in a scenario. */
public record Senses(View view, Soundscape soundscape, Phrases phrases) {}
