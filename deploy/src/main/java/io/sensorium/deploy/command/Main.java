package io.sensorium.deploy.command;

import picocli.CommandLine;

/** Where the process begins. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Interruption interruption = Interruption.install();
    System.exit(SensoriumCommand.commandLine(interruption).execute(arguments));
  }

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"sensorium " + (version == null ? "(not packaged)" : version)};
    }
  }
}
