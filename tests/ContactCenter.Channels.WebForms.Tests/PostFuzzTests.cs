using System.Globalization;
using System.Text;

namespace ContactCenter.Channels.WebForms.Tests;

/// <summary>
/// Whatever a stranger posts, the answer is one of those that are written down, and nothing comes through the door that its rules do not allow.
/// 20 s or 200,000 bodies; <c>CONTACTCENTER_FUZZ=5000000</c> sends so many, however long that takes.
/// </summary>
public sealed class PostFuzzTests
{
    private const int PostsOfACenter = 2_000;

    private static readonly int[] Statuses = [200, 400, 415, 422];
    private static readonly string[] Types = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=xyz"];

    [Fact]
    public async Task No_post_breaks_the_form_or_the_doors_rules()
    {
        var asked = Environment.GetEnvironmentVariable("CONTACTCENTER_FUZZ");
        var count = asked is null ? 200_000 : int.Parse(asked, CultureInfo.InvariantCulture);
        using var patience = new CancellationTokenSource(asked is null ? TimeSpan.FromSeconds(20) : Timeout.InfiniteTimeSpan);
        var fuzzer = new PostFuzzer(seed: 20_260_302);
        var random = new Random(1);
        var (sent, taken) = (0, 0);
        while (sent < count && !patience.IsCancellationRequested)
        {
            using var center = new FormCenter(
                static f => (f.MinFillTime, f.MaxPerMinute, f.Fields["name"].Required) = (TimeSpan.Zero, int.MaxValue, false), static o => o.MaxPerMinutePerAddress = int.MaxValue);
            for (var i = 0; i < PostsOfACenter && sent < count; i++, sent++)
            {
                await PostAsync(center, fuzzer.Next(), random);
            }

            taken += center.Received.Count;
            foreach (var message in center.Received.Values)
            {
                Hold(message);
            }
        }

        taken.ShouldBeGreaterThan(sent / 500, "some of them are good, or nothing behind the parsers has been tried");
    }

    private static async Task PostAsync(FormCenter center, byte[] body, Random random)
    {
        // Mostly by the type it looks like; a stranger need not tell the truth.
        var likely = body.AsSpan().StartsWith("{"u8) ? 0 : body.AsSpan().StartsWith("--"u8) ? 2 : 1;
        var type = Types[random.Next(10) == 0 ? random.Next(3) : likely];
        try
        {
            var response = await center.RequestAsync("POST", "quote", body, type, accept: random.Next(2) == 0 ? "text/html" : "*/*");
            Statuses.ShouldContain(response.Status);
            response.Body!.ShouldNotContain("<script", Case.Insensitive);
        }
        catch (Exception e)
        {
            throw new Xunit.Sdk.XunitException($"{e.Message}\nadd what broke it to Corpus/posts.txt ({type}):\n{Encoding.UTF8.GetString(body)}\n{Convert.ToHexString(body)}\n{e}");
        }
    }

    private static void Hold(InboundMessage message)
    {
        message.ProviderId.Length.ShouldBe(32);
        message.From.Kind.ShouldBe(WebFormsChannel.Form);
        message.Text.Length.ShouldBeInRange(1, 2_000);
        message.Fields.Length.ShouldBeLessThanOrEqualTo(7);
        message.Fields.ShouldAllBe(static f => f.Value.Length <= 200 && KeyRules.IsValid(f.Name));
        message.Claims.Length.ShouldBeLessThanOrEqualTo(InboundMessage.MaxClaims);
        foreach (var claim in message.Claims)
        {
            claim.Value.ShouldMatch(claim.Kind == AddressKind.Phone ? @"^\+[0-9]{5,15}$" : @"^[^\s@<>,;:]+@[^\s@<>,;:]+$");
        }
    }
}
