using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ContactCenter.Distribution;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Routing;
using ContactCenter.Storage;
using ContactCenter.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Tests.Golden;

/// <summary>What a journal comes to, through every fold there is: the interactions, the router, the views.</summary>
internal static class GoldenReplay
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        WriteIndented = true,
    };

    public static async Task<JsonObject> RunAsync(IReadOnlyList<CommittedEntry> entries)
    {
        await using var storage = await new MemoryStorage().OpenAsync(CenterFixture.Acme);
        foreach (var e in entries)
        {
            (await storage.Log.AppendAsync(new Append(e.Machine, e.MachineVersion, storage.Log.Epoch, [e.Entry]))).First.ShouldBe(e.Position);
        }

        return new JsonObject { ["interactions"] = Interactions(entries), ["router"] = Router(entries), ["views"] = await ViewsAsync(storage) };
    }

    public static string ToText(JsonObject states) => states.ToJsonString(Json);

    /// <summary>The first place where <paramref name="actual"/> does not say what was expected; it may say more. Null when there is none.</summary>
    public static string? FindDifference(JsonNode? expected, JsonNode? actual, string path = "$") => (expected, actual) switch
    {
        (JsonObject e, JsonObject a) => e.Select(m => FindDifference(m.Value, a[m.Key], $"{path}.{m.Key}")).FirstOrDefault(static d => d is not null),
        (JsonArray e, JsonArray a) when e.Count == a.Count =>
            e.Select((item, i) => FindDifference(item, a[i], $"{path}[{i}]")).FirstOrDefault(static d => d is not null),
        (JsonArray e, JsonArray a) => $"{path} has {a.Count} items, expected are {e.Count}",
        _ => JsonNode.DeepEquals(expected, actual) ? null : $"{path} is {actual?.ToJsonString() ?? "null"}, expected is {expected?.ToJsonString() ?? "null"}",
    };

    private static JsonObject Interactions(IReadOnlyList<CommittedEntry> entries)
    {
        var all = new JsonObject();
        foreach (var stream in entries.Where(static e => e.Machine.Kind == "interaction").GroupBy(static e => e.Machine.Key))
        {
            var state = stream.Aggregate(
                new InteractionState { Id = stream.First().Entry.Links.Interaction!.Value },
                static (s, e) => InteractionFold.Apply(s, InteractionCodec.Read(e.Entry), e.Entry.Cause.GetValueOrDefault(), e.Entry.CausePosition));
            var node = JsonSerializer.SerializeToNode(state, Json)!.AsObject();
            node["answered"] = new JsonArray([.. state.Answered.Select(static a => a.Value).Order().Select(static a => JsonValue.Create(a))]); // a set has no order
            all[stream.Key] = node;
        }

        return all;
    }

    private static JsonNode Router(IReadOnlyList<CommittedEntry> entries)
    {
        var state = new RouterState();
        foreach (var e in entries.Where(static e => e.Machine.Kind == "router"))
        {
            RouterMachine.Apply(state, RouterJournal.Read(e.Entry));
        }

        return JsonNode.Parse(RouterCodec.WriteSnapshot(state.ToSnapshot()))!;
    }

    private static async Task<JsonObject> ViewsAsync(ITenantStorage storage)
    {
        var views = new TenantViews(storage, null);
        var poison = new PoisonLogger();
        await views.LoadAsync(default);
        await views.CatchUpAsync(poison, CenterFixture.Acme, null, default);
        await views.SaveAsync(views.Next, null);
        poison.Faults.ShouldBeEmpty();

        var all = new JsonObject();
        foreach (var view in views.Names)
        {
            var rows = new JsonArray();
            await foreach (var row in storage.Views.ListAsync(new ViewQuery(view)))
            {
                rows.Add(new JsonObject
                {
                    ["key"] = row.Key,
                    ["group"] = row.Group,
                    ["order"] = row.Order,
                    ["document"] = row.Document.IsEmpty ? null : JsonNode.Parse(row.Document.Span),
                });
            }

            all[view] = rows;
        }

        return all;
    }

    /// <summary>Hears of entries a view could not take in.</summary>
    private sealed class PoisonLogger : Microsoft.Extensions.Logging.ILogger
    {
        public List<string> Faults { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public void Log<TState>(
            Microsoft.Extensions.Logging.LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Faults.Add($"{formatter(state, exception)}: {exception?.Message}");
    }
}
