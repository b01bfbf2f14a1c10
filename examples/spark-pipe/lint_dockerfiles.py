"""Lints Dockerfiles that all executors can read, one plimsoll process a partition.

    spark-submit lint_dockerfiles.py paths.txt findings
"""

import os
import sys

from pyspark.sql import SparkSession

paths_file, target = sys.argv[1:3]
spark = SparkSession.builder.appName("plimsoll").getOrCreate()

# One path a line goes in; one JSON object a file comes out, in the same order, while the list is still being written.
# PySpark starts the program with this environment and nothing else: without PATH neither plimsoll nor node would be found.
command = "plimsoll --files-from - --output-format ndjson --exit-zero"
lines = spark.sparkContext.textFile(paths_file, 64).pipe(command, env={"PATH": os.environ["PATH"]})
lines.saveAsTextFile(target)

findings = spark.read.json(target).selectExpr("path", "explode(findings) AS finding")
findings.groupBy("finding.rule", "finding.severity").count().orderBy("count", ascending=False).show(50, truncate=False)
