using System.Net;
using System.Text;
using ContactCenter.Channels.Twilio.Api;

namespace ContactCenter.Channels.Twilio.Tests.Api;

/// <summary>The wire forms against Twilio's own OpenAPI file.</summary>
public sealed class OpenApiTests(Prism prism) : IClassFixture<Prism>
{
    [PrismFact]
    public async Task A_message_is_posted_as_the_file_wants_it()
    {
        // Without pictures: Prism takes no repeated form field for an array.
        await using var bench = new Bench(new() { ["Accounts:main:MessagingServiceSid"] = "MG00000000000000000000000000000001" }, prism.Url);
        var accepted = (await bench.SendAsync(Bench.Message("Perché no? 👍"))).ShouldBeOfType<SendOutcome.Accepted>();
        accepted.ProviderId.ShouldMatch("^(SM|MM)[0-9a-f]{32}$");
    }

    [PrismFact]
    public async Task The_list_is_asked_for_and_read_as_the_file_has_it()
    {
        await using var bench = new Bench(baseUrl: prism.Url);
        var api = bench.Services.GetRequiredService<TwilioApi>();
        var account = bench.Services.GetRequiredService<TwilioAccounts>().Find("main")!;
        var pages = api.ListAsync(account, Bench.Number, Bench.Customer, DateTimeOffset.UnixEpoch, CancellationToken.None).GetAsyncEnumerator();
        for (var page = 0; page < 2; page++)
        {
            (await pages.MoveNextAsync()).ShouldBeTrue();
            pages.Current.ShouldNotBeEmpty();
            pages.Current.ShouldAllBe(message => message.Sid != null && message.Direction != null && message.NumMedia != null
                && TwilioDate.TryParse(message.DateCreated) != null && TwilioDate.TryParse(message.DateSent) != null);
        }

        await pages.DisposeAsync();
        (await api.MediaAsync(account, "SM00000000000000000000000000000001", CancellationToken.None)).ShouldAllBe(media => !media.Url.AbsoluteUri.EndsWith(".json"));
    }

    [PrismFact]
    public async Task An_attempt_that_is_not_in_the_list_is_not_found()
    {
        await using var bench = new Bench(baseUrl: prism.Url);
        (await bench.FindAsync(Bench.Message(), DateTimeOffset.UtcNow)).ShouldBe(new SendOutcome.Refused("twilio-not-found", IsTransient: true));
    }

    [PrismFact]
    public async Task The_numbers_are_asked_for_and_read_as_the_file_has_them()
    {
        await using var bench = new Bench(baseUrl: prism.Url);
        var findings = await ((ContactCenter.Readiness.IEndpointCheck)bench.Channel).CheckAsync(Bench.Endpoint, CancellationToken.None);
        findings[0].Code.ShouldBe("twilio.account", "Prism refuses what the file does not have");
        findings[^1].Code.ShouldBe("twilio.number-missing", "its example is of another number");
    }

    [PrismFact]
    public async Task The_bed_does_refuse_what_is_wrong()
    {
        (await PostAsync("From=%2B390600000001&Body=x", signedIn: true)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PostAsync("To=%2B393331234567&From=%2B390600000001&Body=x", signedIn: false)).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync("To=%2B393331234567&From=%2B390600000001&Body=x", signedIn: true)).ShouldBe(HttpStatusCode.Created);
    }

    private async Task<HttpStatusCode> PostAsync(string form, bool signedIn)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{prism.Url}/2010-04-01/Accounts/{Bench.Sid}/Messages.json");
        request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        if (signedIn)
        {
            request.Headers.Add("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Bench.Sid}:{Bench.Token}")));
        }

        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
