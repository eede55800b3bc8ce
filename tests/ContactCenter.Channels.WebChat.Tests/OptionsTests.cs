using System.IO.Compression;
using ContactCenter.Channels;
using ContactCenter.Web;

namespace ContactCenter.Channels.WebChat.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Every_fault_is_told_at_once_with_key_value_and_remedy()
    {
        var options = new WebChatOptions { Burst = 0, MaxTextLength = 5, MaxFiles = 11, MaxFileSizeBytes = 1, MaxFilesPerHour = 0, MaxFilesPerHourPerAddress = 0 };
        options.Page("Acme Site", static p => (p.Color, p.IdentityKey) = ("blue", new Secret("short")));
        options.Page("shop", static p => p.From("shop.example").Fields["name"] = new WebChatField());
        var faults = new WebChatOptionsValidator().Validate(null, options).Failures!.ToList();

        faults.Count.ShouldBe(12);
        faults.ShouldContain("ContactCenter:WebChat:MaxFileSizeBytes is 1; set it to 1024 to 104857600.");
        faults.ShouldContain("ContactCenter:WebChat:Burst is 0; set it to 1 to 100.");
        faults.ShouldContain("ContactCenter:WebChat:Pages:shop:Origins has 'shop.example', which is no origin; write scheme and host alone, such as https://www.example.com.");
        string.Join(' ', faults).ShouldNotContain("short ");
    }

    [Fact]
    public void An_endpoint_without_its_page_is_a_fault_that_names_the_remedy()
    {
        var channel = new ChatCenter().Channel;
        channel.FindFault(ChatCenter.Endpoint).ShouldBeNull();
        channel.FindFault(ChatCenter.Endpoint with { Address = new Address(WebChatChannel.Page, "shop") })!.ShouldEndWith("add it under ContactCenter:WebChat:Pages:shop.");
        channel.FindFault(ChatCenter.Endpoint with { Address = Address.Phone("+390612345678") })!.ShouldContain("kind is 'page'");
    }

    [Fact]
    public async Task The_widget_is_one_script_of_less_than_30_kB_and_no_setting_ends_it()
    {
        var center = new ChatCenter(static p => p.Title = "</script><script>alert(1)</script>");
        var widget = new WebChatWidget(Microsoft.Extensions.Options.Options.Create(center.Options));
        var answer = await widget.HandleAsync(Get("acme.js"), CancellationToken.None);

        (answer.Status, answer.ContentType).ShouldBe((200, "text/javascript; charset=utf-8"));
        answer.Body!.ShouldNotContain("</script>");
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer.Body!));
        }

        packed.Length.ShouldBeLessThan(30_000);
        (await widget.HandleAsync(Get("other.js"), CancellationToken.None)).Status.ShouldBe(404);
        (await widget.HandleAsync(Get("acme.js") with { Method = "POST" }, CancellationToken.None)).Status.ShouldBe(404);

        static WebhookRequest Get(string path) => new()
        {
            Method = "GET",
            Url = new Uri("https://center.example/hooks/webchat/" + path),
            SubPath = path,
            Headers = new Dictionary<string, string>(),
            Body = default,
        };
    }
}
