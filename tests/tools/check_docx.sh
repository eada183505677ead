#!/bin/sh
# Checks Word files with programs that are not ours: every XML part against the ECMA-376 schemas (xmllint), and the whole
# package with the Open XML SDK validator.
#
#   check_docx.sh FILE.docx…
#
# Schemas: $KITEI_SHARED/ooxml-xsd, or ../shared/ooxml-xsd beside the repository. Validator: $KITEI_TOOLS/node_modules, or
# build/tools/node_modules, which tests/tools/install fills; that needs the network once, the validator itself runs offline.
# Exit status: 0 every check that could run passed · 1 a file has findings · 77 nothing could be checked: the tools are missing
# (one of the two suffices to check; what was left out is said).
set -u
export LC_ALL=C.UTF-8
here=$(cd "$(dirname "$0")" && pwd)
schemas=${KITEI_SHARED:-$here/../../../shared}/ooxml-xsd
validator=${KITEI_TOOLS:-$here/../../build/tools}/node_modules/.bin/ooxml-validator
# The schemas include each other by path, so the folder must be named in one way only.
[ -d "$schemas" ] && schemas=$(cd "$schemas" && pwd -P)
[ $# -gt 0 ] || { echo "usage: check_docx.sh FILE.docx…" >&2; exit 2; }

missing() { echo "check_docx: not checked: $1" >&2; }
with_schemas=yes
with_validator=yes
command -v xmllint >/dev/null || { missing "xmllint is not installed (package libxml2-utils)"; with_schemas=; }
command -v unzip >/dev/null || { missing "unzip is not installed"; with_schemas=; }
[ -d "$schemas" ] || { missing "no schemas at $schemas (set KITEI_SHARED)"; with_schemas=; }
[ -x "$validator" ] || { missing "no validator at $validator (run tests/tools/install, or set KITEI_TOOLS)"; with_validator=; }
[ -n "$with_schemas$with_validator" ] || exit 77

# The schema of a part; nothing for parts that have none.
schema_of() {
  case $1 in
    '[Content_Types].xml') echo opc/opc-contentTypes.xsd ;;
    *.rels) echo opc/opc-relationships.xsd ;;
    docProps/app.xml) echo transitional/shared-documentPropertiesExtended.xsd ;;
    docProps/custom.xml) echo transitional/shared-documentPropertiesCustom.xsd ;;
    customXml/itemProps*.xml) echo transitional/shared-customXmlDataProperties.xsd ;;
    word/*.xml) echo transitional/wml.xsd ;;
  esac
}

scratch=$(mktemp -d) || exit 77
trap 'rm -rf "$scratch"' EXIT
failed=0
for file in "$@"; do
  bad=0
  if [ -n "$with_schemas" ]; then
    rm -rf "$scratch/parts"
    if unzip -qq -o "$file" -d "$scratch/parts" 2>"$scratch/log"; then
      (cd "$scratch/parts" && find . -type f) | sed 's|^\./||' | sort >"$scratch/names"
      # One run of xmllint for each schema: compiling a schema costs more than checking a part.
      : >"$scratch/wanted"
      while IFS= read -r part; do
        schema=$(schema_of "$part")
        [ -n "$schema" ] && printf '%s\t%s\n' "$schema" "$part" >>"$scratch/wanted"
        [ "$part" = docProps/core.xml ] && ! xmllint --noout --nonet "$scratch/parts/$part" && bad=1
      done <"$scratch/names"
      for schema in $(cut -f1 "$scratch/wanted" | sort -u); do
        awk -F '\t' -v schema="$schema" '$1 == schema { print $2 }' "$scratch/wanted" |
          (cd "$scratch/parts" && tr '\n' '\0' | xargs -0 xmllint --noout --nonet --schema "$schemas/$schema") \
            2>"$scratch/log" || { bad=1; grep -v ' validates$' "$scratch/log" | sed "s|^|$file: |"; }
      done
    else
      bad=1
      sed "s|^|$file: |" "$scratch/log"
    fi
  fi
  if [ -n "$with_validator" ]; then
    "$validator" "$file" >"$scratch/verdict.json" 2>&1
    # The verdict is the member `ok`; the exit status is not the same in all versions.
    node -e '
      const verdict = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
      for (const e of verdict.errors || [])
        console.log(process.argv[2] + ": " + (e.path?.PartUri ?? e.partUri ?? e.part ?? "") + " " +
                    (typeof e.path === "string" ? e.path : e.path?.XPath ?? "") + ": " + (e.description ?? JSON.stringify(e)));
      process.exit(verdict.ok === true ? 0 : 1);
    ' "$scratch/verdict.json" "$file" || bad=1
  fi
  [ $bad -eq 0 ] || { failed=1; echo "$file: FAILED"; }
done
exit $failed
