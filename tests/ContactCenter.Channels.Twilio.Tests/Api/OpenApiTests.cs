using System.Net;
using System.Text;

namespace ContactCenter.Channels.Twilio.Tests.Api;

/// <summary>The wire forms against Twilio's own OpenAPI file.</summary>
public sealed class OpenApiTests(Prism prism) : IClassFixture<Prism>
{
    [PrismFact]
    public async Task A_message_is_posted_as_the_file_wants_it()
    {
        await using var bench = new Bench(new() { ["Accounts:main:MessagingServiceSid"] = "MG00000000000000000000000000000001" }, prism.Url);
        var message = Bench.Message("Perché no? 👍") with { Media = [new MediaReference(new Uri("https://cc.example.test/p.jpg?x=1&y=2"), "image/jpeg")] };
        var accepted = (await bench.SendAsync(message)).ShouldBeOfType<SendOutcome.Accepted>();
        accepted.ProviderId.ShouldMatch("^(SM|MM)[0-9a-f]{32}$");
    }

    [PrismFact]
    public async Task The_list_is_asked_for_and_read_as_the_file_has_it()
    {
        await using var bench = new Bench(baseUrl: prism.Url);
        var listed = await bench.CatchUp.SweepAsync(Bench.Endpoint, DateTimeOffset.UnixEpoch, bench.Inbox, CancellationToken.None);
        listed.ShouldBe(0, "the file's example holds outbound messages only");
        await bench.FindAsync(Bench.Message(), DateTimeOffset.UtcNow);
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
