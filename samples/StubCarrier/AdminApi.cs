using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace StubCarrier;

/// <summary>How tests and demos drive the carrier; open to whoever reaches it, hence for loopback only.</summary>
public static class AdminApi
{
    public static void Map(WebApplication app)
    {
        var stub = app.MapGroup("/_stub");
        stub.MapPost("/inbound", WriteAsync);
        stub.MapGet("/ledger", (Ledger ledger, int? from) => ledger.Read(from ?? 0));
        stub.MapGet("/messages", (MessageBook book) => book.All());
        stub.MapGet("/faults", (Faults faults) => faults.Plan);
        stub.MapPost("/faults", SetFaults);
        stub.MapPost("/numbers", SetNumber);
        stub.MapPost("/host", (HostChange change, Webhooks webhooks) =>
        {
            webhooks.HostUrl = new Uri(change.Url);
            return Results.NoContent();
        });
    }

    private static IResult SetNumber(NumberSetting setting, NumberBook book)
    {
        book.Set(setting);
        return Results.NoContent();
    }

    private static IResult SetFaults(FaultPlan plan, Faults faults)
    {
        try
        {
            faults.Plan = plan;
            return Results.Ok(plan);
        }
        catch (ArgumentException e)
        {
            return Results.BadRequest(e.Message);
        }
    }

    private static async Task<IResult> WriteAsync(InboundOrder order, Webhooks webhooks, CarrierOptions options, IHostApplicationLifetime lifetime)
    {
        if (string.IsNullOrEmpty(order.From) || order.Body is null || order.Count is < 1 or > 1_000_000 || order.Parallel is < 1 or > 256 || order.PerSecond < 0)
        {
            return Results.BadRequest("from and body are needed, count is 1 to 1,000,000, parallel 1 to 256, perSecond not negative");
        }

        var writing = WriteAllAsync(order, webhooks, options, lifetime.ApplicationStopping);
        return order.Wait ? Results.Ok(await writing) : Results.Accepted();
    }

    private static async Task<InboundResult[]> WriteAllAsync(InboundOrder order, Webhooks webhooks, CarrierOptions options, CancellationToken stopping)
    {
        var started = Stopwatch.GetTimestamp();
        var media = order.Media.Select(type => new Media(MessageBook.NewSid("ME"), type)).ToImmutableArray();
        var results = new InboundResult[order.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, order.Count), new ParallelOptions { MaxDegreeOfParallelism = order.Parallel, CancellationToken = stopping }, async (i, stop) =>
        {
            if (order.PerSecond > 0 && TimeSpan.FromSeconds(i / order.PerSecond) - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } early)
            {
                await Task.Delay(early, stop);
            }

            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            var body = order.Body.Replace("{n}", number, StringComparison.Ordinal);
            var from = order.From.Replace("{n}", number.PadLeft(6, '0'), StringComparison.Ordinal);
            var (sid, status) = await webhooks.WriteAsync(from, order.To ?? options.Numbers[0], body, media);
            results[i] = new InboundResult(sid, body, status);
        });
        return results;
    }
}

/// <summary>Lets a customer write. <c>{n}</c> in body and from becomes the message's number, so that one order can stand for many customers.</summary>
public sealed record InboundOrder(string From, string Body)
{
    /// <summary>The number written to; the first of the account when absent.</summary>
    public string? To { get; init; }

    public int Count { get; init; } = 1;

    /// <summary>How many at the same time; with 1 they come in order.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>At most so many a second; 0 for as many as can be.</summary>
    public double PerSecond { get; init; }

    /// <summary>Whether the answer waits for all of them; without, the ledger tells what became of them.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>Content types of pictures to go with it.</summary>
    public IReadOnlyList<string> Media { get; init; } = [];
}

/// <summary>What the host answered; 0 when it could not be reached.</summary>
public sealed record InboundResult(string Sid, string Body, int Status);

/// <summary>Where webhooks go from now on.</summary>
public sealed record HostChange(string Url);
