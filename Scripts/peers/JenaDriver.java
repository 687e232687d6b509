import java.io.*;
import java.nio.file.*;
import java.util.*;
import org.apache.jena.query.*;
import org.apache.jena.riot.*;
import org.apache.jena.riot.system.*;
import org.apache.jena.sparql.core.*;

/** Jena's graph in memory; takes and writes what driving.py describes. */
public class JenaDriver {
  static long resident(String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status")))
      if (line.startsWith(key)) return Long.parseLong(line.replaceAll("[^0-9]", ""));
    return 0;
  }

  static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  /** Evaluates a query and writes its result; the number of rows or triples is that of the lines. */
  static void evaluate(Dataset data, Query query, OutputStream out, double limit) throws IOException {
    try (QueryExecution execution = QueryExecutionFactory.create(query, data)) {
      execution.setTimeout((long) (limit * 1000));
      if (query.isConstructType()) {
        StreamRDF writer = StreamRDFWriter.getWriterStream(out, RDFFormat.NTRIPLES);
        writer.start();
        execution.execConstructTriples().forEachRemaining(writer::triple);
        writer.finish();
      } else {
        ResultSetFormatter.outputAsCSV(out, execution.execSelect());
      }
    }
  }

  static double time(Dataset data, Query query, double limit) throws IOException {
    long start = System.nanoTime();
    evaluate(data, query, OutputStream.nullOutputStream(), limit);
    return seconds(start);
  }

  static String measure(Dataset data, Path file, Path result, int reps, double limit) {
    try {
      Query query = QueryFactory.create(Files.readString(file));
      long start = System.nanoTime();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(result))) {
        evaluate(data, query, out, limit);
      }
      double cold = seconds(start);
      // The compiler of the virtual machine needs to see a query more often than others do.
      int warm = cold < 1 ? 20 : cold < 3 ? 2 : 0;
      for (int i = 0; i < warm && cold * warm < limit; i++) time(data, query, limit);
      List<String> times = new ArrayList<>();
      double total = 0;
      while ((times.size() < reps || (total < 0.2 && times.size() < 200)) && total < limit) {
        double taken = time(data, query, limit);
        times.add(String.format(Locale.ROOT, "%.7f", taken));
        total += taken;
      }
      long lines;
      try (var text = Files.lines(result)) { lines = text.count(); }
      return String.format("{\"times\":%s,\"rows\":%d}", times, lines - (query.isConstructType() ? 0 : 1));
    } catch (Throwable error) {
      return "{\"error\":\"" + String.valueOf(error).replaceAll("[\"\\\\\\p{Cntrl}]", " ") + "\"}";
    }
  }

  public static void main(String[] words) throws Exception {
    Map<String, String> options = new HashMap<>(Map.of("--reps", "5", "--limit", "30"));
    for (int i = 0; i + 1 < words.length; i += 2) options.put(words[i], words[i + 1]);
    org.apache.jena.sys.JenaSystem.init();
    long before = resident("VmRSS"), start = System.nanoTime();
    DatasetGraph graph = DatasetGraphFactory.create();
    RDFParser.source(options.get("--data")).base("http://example.org/")
        .parse(StreamRDFLib.graph(graph.getDefaultGraph()));
    double load = seconds(start), cpu =
        ProcessHandle.current().info().totalCpuDuration().get().toNanos() / 1e9;
    long after = resident("VmRSS"), peak = resident("VmHWM");
    File[] files = new File(options.get("--queries")).listFiles((folder, name) -> name.endsWith(".rq"));
    Arrays.sort(files);
    List<String> queries = new ArrayList<>();
    for (File file : files) {
      String name = file.getName().replace(".rq", "");
      queries.add("\"" + name + "\":" + measure(
          DatasetFactory.wrap(graph), file.toPath(), Path.of(options.get("--results"), name),
          Integer.parseInt(options.get("--reps")), Double.parseDouble(options.get("--limit"))));
    }
    Files.writeString(Path.of(options.get("--out")), String.format(Locale.ROOT,
        "{\"load_s\":%f,\"load_cpu_s\":%f,\"triples\":%d,\"rss_before_kb\":%d,\"rss_after_kb\":%d,"
        + "\"rss_peak_kb\":%d,\"queries\":{%s}}", load, cpu, graph.getDefaultGraph().size(), before,
        after, peak, String.join(",", queries)));
    System.exit(0);
  }
}
