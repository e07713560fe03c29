// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.classic.Dataset;

/// Spark in several processes, on Arrow data, with Freestore as the memory of Arrow in each.
///
/// The workers turn rows into Arrow batches by Spark's own code, read the batches as Arrow vectors,
/// and sum them; the driver does so with one of them. Then each process says what its Freestore
/// holds. Nothing here chooses Freestore: it
/// is in the directory of jars that all processes start with.
public final class ArrowOnSpark {
  private static final long ROWS = 2_000_000;
  private static final int PARTITIONS = 8;
  private static final int WORKERS = 2;

  private ArrowOnSpark() {}

  /// Runs it. Exits with 1 if the sum is wrong, a process does without Freestore, or anything leaks.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SparkSession spark =
        SparkSession.builder()
            .appName("Arrow on Spark, in Freestore")
            .master("local-cluster[" + WORKERS + ",1,1024]")
            .config("spark.ui.enabled", false)
            .config("spark.log.level", "WARN")
            .getOrCreate();
    boolean fine = run(spark);
    spark.stop();
    System.out.println(fine ? "nothing leaked" : "something is wrong");
    System.exit(fine ? 0 : 1);
  }

  private static boolean run(SparkSession spark) throws IOException, InterruptedException {
    JavaRDD<byte[]> batches = batches(spark);
    long sum = batches.map(ArrowBatch::sum).reduce(Long::sum);
    System.out.println("rows " + ROWS + ", sum " + sum);
    System.out.println("first batch, sum " + ArrowBatch.sum(batches.first()));
    Map<Long, ProcessReport> reports = reports(spark);
    reports.values().forEach(report -> System.out.println("worker, " + report));
    ProcessReport driver = ProcessReport.ofThisProcess();
    System.out.println("driver, " + driver);
    return sum == ROWS * (ROWS - 1) / 2
        && reports.size() == WORKERS
        && reports.values().stream().allMatch(ProcessReport::isClean)
        && driver.isClean();
  }

  /// Returns rows as Arrow batches, made by the workers.
  private static JavaRDD<byte[]> batches(SparkSession spark) {
    Object rows = spark.range(0, ROWS, 1, PARTITIONS);
    return ((Dataset<?>) rows).toArrowBatchRdd().toJavaRDD();
  }

  /// Asks each worker, by more tasks than it has processors, each of which waits for the others.
  private static Map<Long, ProcessReport> reports(SparkSession spark) {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    List<Integer> tasks = new ArrayList<>(IntStream.range(0, 4 * WORKERS).boxed().toList());
    Map<Long, ProcessReport> reports = new TreeMap<>(Comparator.naturalOrder());
    context
        .parallelize(tasks, tasks.size())
        .map(_ -> ProcessReport.ofThisProcess())
        .collect()
        .forEach(report -> reports.put(report.pid(), report));
    return reports;
  }
}
