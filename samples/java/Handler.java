import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Scanner;

/** Sums the numbers in the body; runs straight from this file, on Java 11 or newer. */
public class Handler {
  public static void main(String[] arguments) {
    String text = new Scanner(System.in, "UTF-8").useDelimiter("\\A").next();
    DoubleSummaryStatistics numbers =
        Arrays.stream(text.trim().split("[\\s,;]+"))
            .mapToDouble(Double::parseDouble)
            .summaryStatistics();
    System.out.println("sum " + numbers.getSum() + ", mean " + numbers.getAverage());
  }
}
