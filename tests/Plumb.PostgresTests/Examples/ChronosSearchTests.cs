using System.Globalization;

namespace Plumb.PostgresTests.Examples;

/// <summary>The search by meaning against exact distances.</summary>
public sealed class ChronosSearchTests(ExampleServer server)
{
    private const int Dimensions = 1536;
    private const int Count = 10;

    private static readonly Random Chance = new(20250101);

    [Fact]
    [Trait("Row", "CH-12")]
    public async Task Search_finds_the_nearest_with_a_recall_of_95_percent_and_exact_similarities()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server);
        await ChronosDatabase.OpenAcademyAsync(database);
        var chunks = Embeddings(topics: 40, each: 50);
        await StoreAsync(database, chunks, "1a000000-0000-4000-8000-000000000001");
        // Built on an empty table the index has learned nothing yet.
        await database.ExecuteAsync("REINDEX INDEX public.idx_video_chunks_embedding");
        await database.ExecuteAsync("ANALYZE public.video_chunks");

        var found = 0;
        const int Questions = 20;
        for (var i = 0; i < Questions; i++)
        {
            var question = Near(chunks[Chance.Next(chunks.Count)], 0.3);
            var exact = Nearest(chunks, question, static _ => true);
            var answers = await SearchAsync(database, question, $"match_threshold => -1, match_count => {Count}");
            Assert.Equal(Count, answers.Count);
            Assert.All(answers, answer => Assert.Equal(Similarity(chunks[answer.Index], question), answer.Similarity, tolerance: 1e-5));
            Assert.Equal(answers.Select(static a => a.Similarity).OrderDescending(), answers.Select(static a => a.Similarity));
            found += answers.Select(static a => a.Index).Intersect(exact).Count();
        }

        var recall = found / (double)(Questions * Count);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recall {recall:0.000} of {Questions * Count} neighbours among {chunks.Count}"));
        Assert.True(recall >= 0.95, string.Create(CultureInfo.InvariantCulture, $"recall was {recall:0.000}"));
        Assert.Contains("idx_video_chunks_embedding", await PlanAsync(database, chunks[0]), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "CH-12")]
    public async Task A_creator_with_few_chunks_among_many_finds_them_all()
    {
        await using var database = await ChronosDatabase.PrepareAsync(server);
        await ChronosDatabase.OpenAcademyAsync(database);
        var chunks = Embeddings(topics: 40, each: 50);
        await StoreAsync(database, chunks, "1a000000-0000-4000-8000-000000000001");
        await database.ExecuteAsync("UPDATE public.video_chunks SET video_id = '1b000000-0000-4000-8000-000000000001' WHERE chunk_index % 500 = 100");
        await database.ExecuteAsync("REINDEX INDEX public.idx_video_chunks_embedding");
        await database.ExecuteAsync("ANALYZE public.video_chunks");

        // Far from what Bea has, so that none of hers is in the lists that are looked into first.
        var question = Near(chunks[1], 0.1);
        var exact = Nearest(chunks, question, static index => (index + 100) % 500 == 100);
        var filtered = await SearchAsync(database, question, $"match_threshold => -1, match_count => {Count}, filter_creator_id => 'ca000000-0000-4000-8000-000000000002'");
        var asBea = await SearchAsync(database, question, $"match_threshold => -1, match_count => {Count}", new Guid("b0000000-0000-4000-8000-000000000002"));

        Assert.Equal(4, exact.Count);
        Assert.Equal(exact, filtered.Select(static a => a.Index));
        Assert.Equal(exact, asBea.Select(static a => a.Index));
    }

    /// <summary>Directions in groups, as sentences about one topic are.</summary>
    private static List<float[]> Embeddings(int topics, int each) =>
    [
        .. Enumerable.Range(0, topics).Select(static _ => Direction()).ToList()
            .SelectMany(topic => Enumerable.Range(0, each).Select(_ => Near(topic, 0.6))),
    ];

    private static float[] Direction() => [.. Enumerable.Range(0, Dimensions).Select(static _ => Normal())];

    private static float[] Near(float[] center, double noise) => [.. center.Select(x => (float)Math.Round(x + (noise * Normal()), 4))];

    private static float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - Chance.NextDouble())) * Math.Cos(2 * Math.PI * Chance.NextDouble()));

    private static double Similarity(float[] a, float[] b)
    {
        double product = 0, lengthA = 0, lengthB = 0;
        for (var i = 0; i < Dimensions; i++)
        {
            product += (double)a[i] * b[i];
            lengthA += (double)a[i] * a[i];
            lengthB += (double)b[i] * b[i];
        }

        return product / Math.Sqrt(lengthA * lengthB);
    }

    private static List<int> Nearest(List<float[]> chunks, float[] question, Func<int, bool> counts) =>
        [.. Enumerable.Range(0, chunks.Count).Where(counts).OrderByDescending(i => Similarity(chunks[i], question)).Take(Count)];

    /// <summary>The number of each chunk is its place in the list, after those of the academy.</summary>
    private static async Task StoreAsync(ExampleDatabase database, List<float[]> chunks, string video)
    {
        await using var connection = await database.OpenAsync();
        await using var copy = await connection.BeginTextImportAsync("COPY public.video_chunks (video_id, chunk_index, chunk_text, start_seconds, end_seconds, embedding) FROM STDIN");
        for (var i = 0; i < chunks.Count; i++)
        {
            await copy.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{video}\t{i + 100}\tchunk\t0\t1\t{Text(chunks[i])}\n"));
        }
    }

    private static async Task<List<(int Index, double Similarity)>> SearchAsync(ExampleDatabase database, float[] question, string arguments, Guid? user = null)
    {
        await using var connection = await (user is { } id ? database.OpenAsync(id) : database.OpenAsync());
        await using var search = new Npgsql.NpgsqlCommand($"SELECT chunk_index - 100, similarity FROM public.search_video_chunks('{Text(question)}', {arguments})", connection);
        await using var reader = await search.ExecuteReaderAsync();
        var answers = new List<(int, double)>();
        while (await reader.ReadAsync())
        {
            answers.Add((reader.GetInt32(0), reader.GetDouble(1)));
        }

        return answers;
    }

    private static async Task<string> PlanAsync(ExampleDatabase database, float[] question) =>
        string.Join('\n', await database.QueryAsync($"EXPLAIN SELECT id FROM public.video_chunks WHERE embedding IS NOT NULL ORDER BY embedding OPERATOR(extensions.<=>) '{Text(question)}' LIMIT {Count}"));

    private static string Text(float[] embedding) => $"[{string.Join(',', embedding.Select(static x => x.ToString(CultureInfo.InvariantCulture)))}]";
}
