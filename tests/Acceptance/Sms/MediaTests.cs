using System.Text;

namespace Acceptance.Sms;

/// <summary>Pictures and documents, from a customer's telephone to the agent's screen and back.</summary>
public sealed class MediaTests(Center center) : CenterTest(center)
{
    private static readonly byte[] Card = Encoding.UTF8.GetBytes("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Acme Gas, guasti\r\nTEL:+390612345678\r\nEND:VCARD\r\n");

    [SeenFact]
    public async Task What_a_customer_sends_is_seen_and_saved_and_what_an_agent_attaches_arrives()
    {
        var customer = Center.NewCustomer();
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();

        await Center.Carrier.WriteAsync(customer, "This is the boiler.", "image/png", "application/pdf", "text/html");
        await dario.AcceptAsync();
        var message = dario.Said("messagein", "This is the boiler.");
        var picture = message.Locator(".cc-picture img");
        await Expect(picture).ToHaveCountAsync(1);
        await Wait.UntilAsync(async () => await picture.EvaluateAsync<int>("i => i.complete ? i.naturalWidth : 0") == 320, () => "the picture is not shown");
        await Expect(message.Locator(".cc-file")).ToHaveTextAsync(["Picture · 3 kB", "PDF · 1 kB", "Text · 1 kB"]);

        var saved = await dario.Page.RunAndWaitForDownloadAsync(() => message.Locator(".cc-file").Nth(0).ClickAsync());
        saved.SuggestedFilename.ShouldBe("attachment.png");
        (await File.ReadAllBytesAsync((await saved.PathAsync())!)).Take(4).ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        var page = await dario.Page.RunAndWaitForDownloadAsync(() => message.Locator(".cc-file").Nth(2).ClickAsync());
        page.SuggestedFilename.ShouldBe("attachment.txt", "Markup of a customer's is saved as text, never opened.");

        await dario.Page.Locator("#attach").SetInputFilesAsync(new FilePayload { Name = "program.exe", MimeType = "image/png", Buffer = [0x4D, 0x5A, 0x90, 0x00] });
        await Expect(dario.Page.Locator(".mud-snackbar")).ToContainTextAsync("A file of this type cannot be sent.");
        await dario.Page.Locator("#attach").SetInputFilesAsync(new FilePayload { Name = "guasti.vcf", MimeType = "text/vcard", Buffer = Card });
        await Expect(dario.Page.Locator(".cc-attached")).ToContainTextAsync("guasti.vcf");
        await dario.SendAsync("Save our number.");
        await Expect(dario.Said("messageout", "Save our number.").Locator(".cc-file")).ToContainTextAsync("Contact card");
        await Center.Carrier.ShouldDeliverAsync(customer, "Save our number.");
        await Expect(dario.Said("messageout", "Save our number.").Locator(".cc-state")).ToHaveTextAsync("Delivered");
        (await Center.Carrier.MediaReceivedByAsync(customer)).ShouldBe([("text/vcard", Card.Length)]);

        dario.Offences.ShouldBeEmpty();
        await dario.CloseAsync("Information given");
    }
}
