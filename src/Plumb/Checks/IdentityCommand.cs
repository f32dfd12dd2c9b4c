using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;

namespace Plumb.Checks;

/// <summary>Makes the transaction run as a role with claims, the way PostgREST does for a request.</summary>
internal static class IdentityCommand
{
    private const string Sql =
        """
        SELECT pg_catalog.set_config('request.jwt.claims', $1, true), pg_catalog.set_config('request.jwt.claim.sub', $2, true),
               pg_catalog.set_config('request.jwt.claim.role', $3, true), pg_catalog.set_config('role', $4, true)
        """;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The command; every value is a parameter.</summary>
    public static NpgsqlBatchCommand For(Identity identity)
    {
        using var claims = JsonDocument.Parse(identity.Claims ?? "{}");
        return new NpgsqlBatchCommand(Sql)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = WithRole(claims.RootElement, identity.Role) },
                new NpgsqlParameter<string> { TypedValue = Text(claims.RootElement, "sub") ?? "" },
                new NpgsqlParameter<string> { TypedValue = Text(claims.RootElement, "role") ?? identity.Role },
                new NpgsqlParameter<string> { TypedValue = identity.Role },
            },
        };
    }

    /// <summary>The claims, with the role among them, which policies read by <c>auth.role()</c>.</summary>
    private static string WithRole(JsonElement claims, string role)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
        {
            writer.WriteStartObject();
            foreach (var claim in claims.EnumerateObject())
            {
                claim.WriteTo(writer);
            }

            if (!claims.TryGetProperty("role", out _))
            {
                writer.WriteString("role", role);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
