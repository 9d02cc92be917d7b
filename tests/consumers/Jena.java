// Reads an RDF file with Apache Jena and writes its triples as N-Quads to standard output:
// java -cp 'LIB/*' Jena.java FILE
import org.apache.jena.query.Dataset;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;

public class Jena {
    public static void main(String[] arguments) {
        Dataset dataset = RDFDataMgr.loadDataset(arguments[0]);
        RDFDataMgr.write(System.out, dataset, Lang.NQUADS);
    }
}
