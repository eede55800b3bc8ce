using System.Security.Cryptography;
using System.Text;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Testing.Conformance;

/// <summary>What customers write arrives: once, whole, in order, and acknowledged only when it is durable.</summary>
internal static class ChannelInboundCases
{
    private const string Received = "message.received";

    /// <summary>The smallest picture there is: one transparent dot.</summary>
    private static readonly byte[] Dot = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private static readonly string[] Texts =
        ["Sento odore di gas!", "😀👩‍👩‍👧 família 日本語", "مرحبا שלום", "<script>alert(1)</script> & 'quotes' \"double\"", "two\nlines", "a|b;c,d%20e+f=g#h", new string('x', 300)];

    public static (ChannelTraits Needs, ConformanceCase<ChannelBench> Case)[] All { get; } =
    [
        (default, new("What was acknowledged is there: once, whole, from whoever wrote it", ArrivesWholeAsync)),
        (default, new("Delivered again, it is acknowledged again and stays one", RepeatsAreOneAsync)),
        (default, new("Delivered many times at once, it stays one", RacesAreOneAsync)),
        (default, new("What one customer writes stays in order", StaysInOrderAsync)),
        (default, new("Customers are told apart and known again", CustomersAreToldApartAsync)),
        (default, new("Any text comes through as it was written", TextsComeThroughAsync)),
        (default, new("What the door refuses is not acknowledged, and taken when it comes again", RefusedIsNotAcknowledgedAsync)),
        (default, new("What was kept though nobody could say so is known when it comes again", UnacknowledgedIsKnownAsync)),
        (default, new("Rubbish at its webhook is refused and leaves nothing", RubbishIsRefusedAsync)),
        (ChannelTraits.Authenticates, new("What is forged is not acknowledged and leaves nothing", ForgedIsRefusedAsync)),
        (ChannelTraits.CatchesUp, new("What was missed is found, once, beside what was not missed", FindsWhatWasMissedAsync)),
        (ChannelTraits.CatchesUp | ChannelTraits.LosesAnswers, new("A provider that cannot be asked is said to be away", SaysThatItCannotAskAsync)),
        (ChannelTraits.TakesMedia, new("A picture sent along can be opened as it was", PicturesArriveAsync)),
    ];

    private static async Task ArrivesWholeAsync(ChannelBench bench)
    {
        Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "The boiler is cold.")), "it was acknowledged");
        Expect.Equal(1, bench.CountOf(Received), "entries, at once");
        var (item, view) = (await bench.SeenAsync(1))[0];
        Expect.Equal("The boiler is cold.", item.Text, "the text");
        Expect.Equal(bench.Subject.Kind, view.Summary.Channel, "the channel");
        Expect.Equal(await bench.Subject.CustomerAsync(bench.Services, 0) is var who ? who.Value : "", view.Sessions[0].Address, "the customer's address");
    }

    private static async Task RepeatsAreOneAsync(ChannelBench bench)
    {
        for (var time = 0; time < 3; time++)
        {
            Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "Hello")), $"delivery {time + 1} was acknowledged");
        }

        Expect.Equal(1, bench.CountOf(Received), "entries");
        await bench.SeenAsync(1);
    }

    private static async Task RacesAreOneAsync(ChannelBench bench)
    {
        await bench.Subject.CustomerAsync(bench.Services, 0);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => bench.WriteAsync(new CustomerMessage("m1", 0, "Hello")))));
        Expect.True(all.Any(static a => a), "one of them was acknowledged");
        Expect.Equal(1, bench.CountOf(Received), "entries");
    }

    private static async Task StaysInOrderAsync(ChannelBench bench)
    {
        for (var i = 0; i < 10; i++)
        {
            Expect.True(await bench.WriteAsync(new CustomerMessage($"m{i}", 0, $"line {i}")), $"message {i} was acknowledged");
        }

        Expect.Same(Enumerable.Range(0, 10).Select(static i => $"line {i}"), (await bench.SeenAsync(10)).Select(static s => s.Item.Text!), "the texts in the order of the log");
    }

    private static async Task CustomersAreToldApartAsync(ChannelBench bench)
    {
        for (var i = 0; i < 6; i++)
        {
            Expect.True(await bench.WriteAsync(new CustomerMessage($"m{i}", i % 3, $"{i % 3}")), $"message {i} was acknowledged");
        }

        var seen = await bench.SeenAsync(6);
        Expect.Equal(3, seen.Select(static s => s.In.Summary.Customer).Distinct().Count(), "customers");
        foreach (var one in seen.GroupBy(static s => s.In.Summary.Customer))
        {
            Expect.Equal(1, one.Select(static s => s.Item.Text).Distinct().Count(), "texts of one customer");
        }
    }

    private static async Task TextsComeThroughAsync(ChannelBench bench)
    {
        for (var i = 0; i < Texts.Length; i++)
        {
            Expect.True(await bench.WriteAsync(new CustomerMessage($"m{i}", 0, Texts[i])), $"'{Texts[i]}' was acknowledged");
        }

        Expect.Same(Texts, (await bench.SeenAsync(Texts.Length)).Select(static s => s.Item.Text!), "the texts");
    }

    private static async Task RefusedIsNotAcknowledgedAsync(ChannelBench bench)
    {
        await bench.Subject.CustomerAsync(bench.Services, 0);
        Fail(bench, AppendFate.Lost);
        Expect.True(!await bench.WriteAsync(new CustomerMessage("m1", 0, "Hello")), "what is not in the log is not acknowledged");
        Expect.Equal(0, bench.CountOf(Received), "entries");
        await bench.WriteUntilAcknowledgedAsync(new CustomerMessage("m1", 0, "Hello"));
        Expect.Equal(1, bench.CountOf(Received), "entries after it came again");
    }

    private static async Task UnacknowledgedIsKnownAsync(ChannelBench bench)
    {
        await bench.Subject.CustomerAsync(bench.Services, 0);
        Fail(bench, AppendFate.Unacknowledged);
        Expect.True(!await bench.WriteAsync(new CustomerMessage("m1", 0, "Hello")), "what nobody has confirmed is not acknowledged");
        await bench.WriteUntilAcknowledgedAsync(new CustomerMessage("m1", 0, "Hello"));
        Expect.Equal(1, bench.CountOf(Received), "entries after it came again");
        await bench.SeenAsync(1);
    }

    private static async Task RubbishIsRefusedAsync(ChannelBench bench)
    {
        var random = new Random(1);
        foreach (var handler in bench.Services.GetServices<IWebhookHandler>().Where(h => h.GetType().Assembly == bench.Subject.ChannelType.Assembly))
        {
            foreach (var body in Rubbish(random))
            {
                var request = new WebhookRequest
                {
                    Method = "POST",
                    Url = new Uri(bench.Subject.PublicUrl, "hooks/" + handler.Path + "/" + random.Next()),
                    SubPath = random.Next(2) == 0 ? "" : random.Next().ToString(System.Globalization.CultureInfo.InvariantCulture),
                    Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" },
                    Body = body,
                };
                var response = await handler.HandleAsync(request, CancellationToken.None);
                Expect.True(response.Status is >= 400 and < 500, $"a body of {body.Length} bytes of rubbish is refused; it was answered {response.Status}: '{Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(40, body.Length)))}'");
            }
        }

        Expect.Equal(0, bench.CountOf(Received), "entries");
    }

    private static IEnumerable<byte[]> Rubbish(Random random)
    {
        foreach (var text in new[] { "", "null", "{}", "[]", "0", "\"\"", "{\"id\":1}", "{\"Id\":null,\"From\":null,\"To\":null,\"Text\":null}", "|||", "=&=&", "<xml/>", new string('[', 5_000), new string('a', 100_000) })
        {
            yield return Encoding.UTF8.GetBytes(text);
        }

        for (var i = 0; i < 100; i++)
        {
            var body = new byte[random.Next(2_000)];
            random.NextBytes(body);
            yield return body;
        }
    }

    private static async Task ForgedIsRefusedAsync(ChannelBench bench)
    {
        Expect.True(!await bench.Subject.ForgeAsync(bench.Services, new CustomerMessage("m1", 0, "Hello")), "it was not acknowledged");
        Expect.Equal(0, bench.CountOf(Received), "entries");
        Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "Hello")), "the true one is");
    }

    private static async Task FindsWhatWasMissedAsync(ChannelBench bench)
    {
        var since = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "arrived")), "the first was acknowledged");
        await bench.Subject.HoldAsync(new CustomerMessage("m2", 0, "missed"));
        await bench.Subject.HoldAsync(new CustomerMessage("m3", 1, "missed too"));
        for (var time = 0; time < 2; time++)
        {
            var listed = await ((ICatchUp)bench.Channel).SweepAsync(bench.Endpoint, since, bench.Inbox, CancellationToken.None);
            Expect.True(listed >= 2, $"a sweep lists what was missed; it listed {listed}");
            Expect.Equal(3, bench.CountOf(Received), "entries");
        }

        var seen = await bench.SeenAsync(3);
        Expect.Same(["arrived", "missed", "missed too"], seen.Select(static s => s.Item.Text!).Order(StringComparer.Ordinal), "the texts");
        Expect.True(await bench.WriteAsync(new CustomerMessage("m2", 0, "missed")), "what comes after all is acknowledged");
        Expect.Equal(3, bench.CountOf(Received), "entries after one came after all");
    }

    private static async Task SaysThatItCannotAskAsync(ChannelBench bench)
    {
        bench.Subject.Behave(ProviderMood.HangsUp);
        await Expect.ThrowsAsync<ChannelException>(
            async () => await ((ICatchUp)bench.Channel).SweepAsync(bench.Endpoint, TimeProvider.System.GetUtcNow().AddMinutes(-10), bench.Inbox, CancellationToken.None),
            "a sweep of a provider that hangs up");
    }

    private static async Task PicturesArriveAsync(ChannelBench bench)
    {
        Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "Look") { Medium = Dot }), "it was acknowledged");
        var desk = bench.Desk("sue", Role.Supervisor);
        TimelineItem? found = null;
        await ChannelBench.UntilAsync(
            async () =>
            {
                found = (await bench.SeenAsync(1))[0].Item;
                return found.Attachments is [{ State: AttachmentState.Stored or AttachmentState.Failed }];
            },
            "the picture is there");
        var attachment = found!.Attachments[0];
        Expect.Equal((AttachmentState.Stored, "image/png"), (attachment.State, attachment.ContentType), "the picture");
        await using var media = await desk.OpenMediaAsync(found.Position, attachment.Index) ?? throw new ConformanceException("The picture cannot be opened.");
        Expect.Equal(Convert.ToHexString(SHA256.HashData(Dot)), Convert.ToHexString(await SHA256.HashDataAsync(media.Content)), "the content's hash");
    }

    /// <summary>The next message at the door meets a log that fails, once.</summary>
    private static void Fail(ChannelBench bench, AppendFate fate)
    {
        var isFirst = 1;
        bench.Storage.OnAppend = append => append.Entries.Any(static e => e.Kind == Received) && Interlocked.Exchange(ref isFirst, 0) == 1 ? fate : AppendFate.Acknowledged;
    }
}
