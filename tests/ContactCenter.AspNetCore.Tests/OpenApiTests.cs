using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContactCenter.AspNetCore.Tests;

public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The API is a promise. Set CONTACTCENTER_UPDATE_BASELINES=1 to write the file anew, and read the difference before you commit it.</summary>
    [Fact]
    public async Task The_published_description_is_the_one_in_docs()
    {
        var document = await GetAsync();
        document.AsObject().Remove("servers"); // a port of this run
        document["info"] = new JsonObject { ["title"] = "ContactCenter", ["version"] = "v1" }; // the host's name and version
        var actual = document.ToJsonString(Indented) + "\n";

        var file = Path.Combine(Root(), "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("CONTACTCENTER_UPDATE_BASELINES") == "1")
        {
            await File.WriteAllTextAsync(file, actual);
        }

        actual.ShouldBe(await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_its_answers()
    {
        var document = await GetAsync();
        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()).Select(o => o.Value!).ToList();

        operations.Count.ShouldBe(39);
        foreach (var operation in operations)
        {
            operation["operationId"]!.GetValue<string>().ShouldNotBeEmpty();
            operation["summary"]!.GetValue<string>().ShouldNotBeEmpty();
            operation["responses"]!.AsObject().Select(r => r.Key).ShouldBeSubsetOf(["200", "202", "204", "206", "400", "401", "403", "404", "409", "413", "415", "416", "422", "503"]);
            var type = operation["operationId"]!.GetValue<string>() switch { "getMedia" => "application/octet-stream", "getRecording" => "audio/wav", "exportCustomer" => "application/zip", _ => "application/json" };
            operation["responses"]!["200"]!["content"]![type]!["schema"].ShouldNotBeNull();
            if (!operation["operationId"]!.GetValue<string>().Contains("Tenant", StringComparison.Ordinal))
            {
                operation["parameters"]!.AsArray().ShouldContain(p => p!["name"]!.GetValue<string>() == "tenant");
            }
        }
    }

    [Fact]
    public async Task No_type_is_left_undescribed()
    {
        var document = await GetAsync();

        Empty(document["components"]!["schemas"]!, "schemas").ShouldBeEmpty();
    }

    private static IEnumerable<string> Empty(JsonNode node, string path) => node switch
    {
        JsonObject { Count: 0 } => [path],
        JsonObject o => o.Where(m => m.Value is not null).SelectMany(m => Empty(m.Value!, $"{path}/{m.Key}")),
        JsonArray a => a.Where(m => m is not null).SelectMany((m, i) => Empty(m!, $"{path}/{i}")),
        _ => [],
    };

    private static async Task<JsonNode> GetAsync()
    {
        await using var host = await WebHost.StartAsync();
        return JsonNode.Parse(await host.Client.GetStringAsync("/openapi/v1.json"))!;
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "ContactCenter.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }
}
