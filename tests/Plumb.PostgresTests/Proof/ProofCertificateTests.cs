using Plumb.Findings;
using Plumb.Migrations;
using Plumb.Proof;
using Plumb.Shadow;

namespace Plumb.PostgresTests.Proof;

public sealed class ProofCertificateTests
{
    [Fact]
    public async Task A_certificate_holds_until_a_file_changes_and_says_which()
    {
        var folder = Directory.CreateTempSubdirectory("plumb-certificate-").FullName;
        try
        {
            Write(folder, "migrations/1_notes.sql", "CREATE TABLE note (id int);");
            Write(folder, "revert/1_notes.sql", "DROP TABLE note;");
            Assert.Equal("PL720", Check(folder)?.Code.Code);

            var proof = await new ChainProof(ChainReader.Read(folder), new ProofOptions(), new EmbeddedServerOptions(), new Progress<ProofEvent>())
                .RunAsync(TestContext.Current.CancellationToken);
            ProofCertificate.Write(proof, folder);
            Assert.Null(Check(folder));

            Write(folder, "revert/1_notes.sql", "DROP TABLE IF EXISTS note;");
            Write(folder, "migrations/2_tags.sql", "CREATE TABLE tag (id int);");
            var stale = Check(folder);
            Assert.Equal("PL721", stale?.Code.Code);
            Assert.Equal(["new since: 2_tags", "changed since: 1_notes, or a companion of it"], stale!.Details);

            Write(folder, "revert/1_notes.sql", "DROP TABLE note;");
            File.Delete(Path.Combine(folder, "migrations/2_tags.sql"));
            Assert.Null(Check(folder));
            Write(folder, "verify/_always.sql", "-- check: no table without a key\n-- expect: no rows\nSELECT 1 WHERE false;");
            Assert.Equal(["changed since: the health checks, verify/_always.sql"], Check(folder)!.Details);

            Write(folder, ProofCertificate.FileName, "{");
            Assert.Equal("PL721", Check(folder)?.Code.Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Finding? Check(string folder) => ProofCertificate.Check(ChainReader.Read(folder), folder, new Dictionary<string, Demand>(), "local");

    private static void Write(string folder, string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
