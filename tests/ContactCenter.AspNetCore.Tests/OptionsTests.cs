using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactCenter.AspNetCore.Tests;

public sealed class OptionsTests
{
    [Fact]
    public async Task A_webhook_without_a_public_url_stops_the_start()
    {
        var start = () => WebHost.StartAsync(AddHook, o => o.PublicUrl = null);

        (await start.ShouldThrowAsync<OptionsValidationException>()).Message.ShouldContain("ContactCenter:Web:PublicUrl is not set");
    }

    [Fact]
    public async Task Without_webhooks_nobody_needs_a_public_url()
    {
        await using var host = await WebHost.StartAsync(web: o => o.PublicUrl = null);

        (await host.Client.GetAsync("/health/live")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_developers_host_is_reached_at_its_own_address()
    {
        await using var host = await WebHost.StartAsync(AddHook, o => o.PublicUrl = null, "Development");

        host.App.Services.GetRequiredService<IWebhookUrls>().For("test/x").AbsoluteUri.ShouldBe($"{host.Address.GetLeftPart(UriPartial.Authority)}/hooks/test/x");
    }

    [Fact]
    public async Task Every_fault_is_told_at_once_with_key_value_and_remedy()
    {
        var start = () => WebHost.StartAsync(web: o =>
        {
            o.PublicUrl = new Uri("ftp://x/?a=1");
            o.HooksPath = "hooks/";
            o.ApiPath = "/api/{x}";
            o.MaxConcurrentWebhooks = 0;
            o.MaxConnections = 1_000_000;
            o.BodyTimeout = TimeSpan.Zero;
            o.DrainDelay = TimeSpan.FromHours(1);
            o.HubOrigins.Add("https://crm.example.com/path");
        });

        (await start.ShouldThrowAsync<OptionsValidationException>()).Failures.ShouldBe(
            [
                "ContactCenter:Web:PublicUrl is 'ftp://x/?a=1'; set it to an absolute http or https URL without query, such as https://cc.example.com.",
                "ContactCenter:Web:HooksPath is 'hooks/'; write a plain path that begins and does not end with a slash, such as /hooks.",
                "ContactCenter:Web:ApiPath is '/api/{x}'; write a plain path that begins and does not end with a slash, such as /hooks.",
                "ContactCenter:Web:MaxConcurrentWebhooks is 0; set it to 1 to 100,000.",
                "ContactCenter:Web:MaxConnections is 1000000; set it to 1 to 100,000.",
                "ContactCenter:Web:BodyTimeout is 00:00:00; set it to 00:00:00.1000000 to 00:05:00.",
                "ContactCenter:Web:DrainDelay is 01:00:00; set it to 00:00:00 to 00:05:00.",
                "ContactCenter:Web:HubOrigins has 'https://crm.example.com/path'; write scheme, host and port only, such as https://crm.example.com.",
            ],
            ignoreOrder: false);
    }

    private static void AddHook(IServiceCollection services) => services.AddSingleton<IWebhookHandler>(new FakeHook("test"));
}
