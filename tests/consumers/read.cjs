// What JavaScript programs read in a folder of files, as one line of JSON: nodes and edges of graph.graphml and
// graph.gexf by graphology, the triples of graph.jsonld by jsonld.js. Needs NODE_PATH and the packages of package.json.
const fs = require("fs");
const path = require("path");
const { MultiDirectedGraph, MultiGraph } = require("graphology");
const gexf = require("graphology-gexf");
const graphml = require("graphology-graphml");
const jsonld = require("jsonld");

const text = (name) => fs.readFileSync(path.join(process.argv[2], name), "utf8");

function labels(graph) {
  const nodes = Object.fromEntries(graph.mapNodes((id, node) => [id, node.label]));
  return { nodes, edges: graph.size };
}

async function main() {
  const refuse = (url) => Promise.reject(new Error(`the context needs the network: ${url}`));
  const options = { format: "application/n-quads", documentLoader: refuse };
  const read = {
    graphml: labels(graphml.parse(MultiDirectedGraph, text("graph.graphml"))),
    gexf: labels(gexf.parse(MultiGraph, text("graph.gexf"))),
    triples: await jsonld.toRDF(JSON.parse(text("graph.jsonld")), options),
  };
  process.stdout.write(JSON.stringify(read));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
