package io.sensorium.serde;

import org.apache.avro.generic.GenericContainer;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro create generated records, enums and fixeds by the names in a schema. Since 1.12.2 it
 * refuses any class that is not named to it; a schema is data from elsewhere, and these are the
 * classes that do nothing but hold data.
 */
final class GeneratedClasses {
  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), GenericContainer.class::isAssignableFrom));
  }

  private GeneratedClasses() {}

  /** Once in a JVM, however often it is called. */
  static void trust() {
    // the class initializer does it
  }
}
