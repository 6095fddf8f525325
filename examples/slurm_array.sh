#!/usr/bin/env bash
# One export by many machines: a Slurm array of shards, and a job that merges them.
#
#   sbatch --array=1-64 examples/slurm_array.sh /data/docs /data/pairs
#   sbatch --dependency=afterok:JOB examples/slurm_array.sh /data/docs /data/pairs merge
#
# Learn once, before the array: diglot learn /data/docs --out /data/pairs/learned.json
# A shard that failed is run again alone: sbatch --array=17 …, with SHARDS=64 in the environment.
#SBATCH --cpus-per-task=4
#SBATCH --mem=4G
#SBATCH --time=02:00:00
set -euo pipefail
docs="$1" out="$2" step="${3:-shard}"
# The same options for all shards. merge takes them from the shards.
options=(--format tmx,jsonl --learned "$out/learned.json")

if [ "$step" = merge ]; then
  diglot merge "$out"/shards/*.diglot --out "$out/exports"
else
  shards="${SHARDS:-$SLURM_ARRAY_TASK_COUNT}"
  diglot export "$docs" --quiet --jobs "${SLURM_CPUS_PER_TASK:-0}" "${options[@]}" \
    --out "$out/shards" --shard "$SLURM_ARRAY_TASK_ID/$shards"
fi
