// A stranger's program on the packages alone: a customer's SMS comes in over HTTP, signed as the carrier signs; an agent answers it at the
// desk; a tiny carrier of our own, in the same process, gets the answer. It ends with 0 when it did.
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ContactCenter;
using ContactCenter.Channels;
using ContactCenter.Channels.Twilio;
using ContactCenter.Desk;

const string account = "AC00000000000000000000000000000001";
const string token = "0123456789abcdef0123456789abcdef";
const string center = "+390600000001";
const string customer = "+393331234567";
var url = FreeUrl();
var data = Directory.CreateTempSubdirectory("stranger-").FullName;
var answers = new ConcurrentQueue<(string To, string Body)>();

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(url);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddAuthentication("cookie").AddCookie("cookie");
builder.Services.AddAuthorization();
builder.Services.AddContactCenter(cc => cc
    .UseSqlite(data)
    .AddTenant("acme", t => t
        .AddQueue("help", q => q.Named("Help"))
        .AddAgent("mia", a => a.Named("Mia"))
        .AddEndpoint("sms", ChannelKind.Sms, Address.Phone(center), e => e.ToQueue("help").Answers(noAgent: "Later.", queueFull: "Later."))
        .AddDisposition("done", "Done"))
    .AddTwilio(o => o.Accounts["main"] = new TwilioAccountOptions
    {
        AccountSid = account,
        AuthTokens = { ["primary"] = new Secret(token) },
        BaseUrl = new Uri(url),
    })
    .AddContactCenterWeb(w => w.PublicUrl = new Uri(url)));

await using var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapContactCenter();

// The carrier: takes every message, and has none waiting.
var messages = $"/2010-04-01/Accounts/{account}/Messages.json";
app.MapGet(messages, () => new { messages = Array.Empty<object>(), next_page_uri = (string?)null });
app.MapPost(messages, async (HttpContext http) =>
{
    var form = await http.Request.ReadFormAsync();
    answers.Enqueue((form["To"].ToString(), form["Body"].ToString()));
    var sid = "SM" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    return Results.Json(new { sid, status = "queued", to = form["To"].ToString(), from = form["From"].ToString(), body = form["Body"].ToString(), num_segments = "1" }, statusCode: 201);
});
await app.StartAsync();

// Mia begins her day.
var acme = new TenantId("acme");
var desk = app.Services.GetRequiredService<IDesks>().Open(Principal.Person(new AgentId("mia"), acme, Role.Agent), acme);
await using var connection = await desk.ConnectAsync();
await DoAsync(new DeskCommand.SignIn());
await DoAsync(new DeskCommand.SetReady());

// A customer writes.
var hook = $"{url}/hooks/twilio/main/sms";
Dictionary<string, string> sms = new()
{
    ["MessageSid"] = "SM" + new string('1', 32),
    ["AccountSid"] = account,
    ["From"] = customer,
    ["To"] = center,
    ["Body"] = "Hello, can you hear me?",
    ["NumMedia"] = "0",
};
using var http = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, hook) { Content = new FormUrlEncodedContent(sms) };
request.Headers.Add("X-Twilio-Signature", Sign(hook, sms));
using var acknowledged = await http.SendAsync(request);
if (acknowledged.StatusCode != HttpStatusCode.OK)
{
    return Fail($"the webhook was answered {(int)acknowledged.StatusCode}");
}

// Mia is offered it, reads it and answers.
var agent = await UntilAsync(async () => await desk.AgentAsync(), a => a.Offers.Count > 0, "no offer came");
var offer = agent.Offers[0];
await DoAsync(new DeskCommand.AcceptOffer(offer.Offer));
var interaction = (await UntilAsync(async () => await desk.InteractionAsync(offer.Interaction), i => i is { MayWrite: true }, "the conversation did not begin"))!;
if (!interaction.Timeline.Any(t => t.Text == sms["Body"]))
{
    return Fail("the customer's text is not in the conversation");
}

await DoAsync(new DeskCommand.SendMessage(offer.Interaction, interaction.Sessions[0].Session, "Loud and clear!"));
await UntilAsync(() => Task.FromResult(answers.ToArray()), a => a.Length > 0, "no answer reached the carrier");
await app.StopAsync();
Directory.Delete(data, recursive: true);
return answers.SequenceEqual([(customer, "Loud and clear!")]) ? 0 : Fail($"the carrier got {string.Join(" | ", answers)}");

async Task DoAsync(DeskCommand command)
{
    var result = await desk.DoAsync(command, Guid.CreateVersion7());
    if (!result.IsDone)
    {
        throw new InvalidOperationException($"{command.GetType().Name} was not done: {result.Code} {result.Message}");
    }

    Console.WriteLine($"{command.GetType().Name}: {result.Status}");
}

static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isThere, string otherwise)
{
    for (var tries = 0; tries < 300; tries++)
    {
        if (await look() is var seen && isThere(seen))
        {
            return seen;
        }

        await Task.Delay(100);
    }

    throw new TimeoutException($"After 30 s {otherwise}.");
}

static string Sign(string url, Dictionary<string, string> form)
{
    var text = url + string.Concat(form.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + p.Value));
    return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));
}

static string FreeUrl()
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
}

static int Fail(string why)
{
    Console.Error.WriteLine($"It does not work: {why}.");
    return 1;
}
