package io.sensorium.pipeline;

/** Patterns over sensor names in which {@code *} is any run of characters and {@code ?} any one. */
public final class Glob {
  private Glob() {}

  /** Whether the pattern covers the whole name; linear in practice, quadratic at worst. */
  public static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int mark = 0;
    while (n < name.length()) {
      if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))
          && pattern.charAt(p) != '*') {
        p++;
        n++;
      } else if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = n;
      } else if (star >= 0) {
        p = star + 1;
        n = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Whether some name is covered by both patterns. */
  public static boolean intersect(String a, String b) {
    boolean[] reach = new boolean[b.length() + 1];
    reach[0] = true;
    for (int j = 1; j <= b.length(); j++) {
      reach[j] = reach[j - 1] && b.charAt(j - 1) == '*';
    }
    for (int i = 1; i <= a.length(); i++) {
      boolean diagonal = reach[0];
      reach[0] = reach[0] && a.charAt(i - 1) == '*';
      for (int j = 1; j <= b.length(); j++) {
        boolean above = reach[j];
        char x = a.charAt(i - 1);
        char y = b.charAt(j - 1);
        if (x == '*' || y == '*') {
          reach[j] = above || reach[j - 1] || diagonal;
        } else {
          reach[j] = diagonal && (x == y || x == '?' || y == '?');
        }
        diagonal = above;
      }
    }
    return reach[b.length()];
  }
}
