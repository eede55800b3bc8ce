using StubCarrier;

namespace ContactCenter.Channels.Twilio.Tests;

/// <summary>The simulated customers of the demo.</summary>
public sealed class CustomersTests
{
    [Fact]
    public async Task A_customer_answers_each_reply_with_the_next_line_and_is_content_after_the_last()
    {
        Bench bench = null!;
        await using var host = await WebhookHost.StartAsync(() => bench.Handler);
        await using var carrier = await StartedCarrier.StartAsync(host.Url + "/hooks/twilio/main", options => options with
        {
            Demo = true,
            DemoRatePerMinute = 1,
            ThinkingTime = TimeSpan.FromMilliseconds(1),
        });
        bench = new Bench(baseUrl: carrier.Url);
        await using var _ = bench;

        await Wait.UntilAsync(() => !bench.Inbox.Messages.IsEmpty, "a customer wrote");
        var customer = bench.Inbox.Messages.First().From;
        var lines = Dialogue.All.Single(dialogue => dialogue.From == customer.Value).Lines;
        for (var said = 1; said <= lines.Count; said++)
        {
            await Wait.UntilAsync(() => bench.Inbox.Messages.Count == said, $"line {said} came");
            await bench.SendAsync(Bench.Message($"answer {said}", customer.Value));
        }

        await Wait.UntilAsync(() => !carrier.Customers.IsConversing(customer.Value), "the customer is content, and answers no more");
        bench.Inbox.Messages.Select(message => message.Text).ShouldBe(lines);
    }

    [Fact]
    public void Dialogues_have_customers_and_lines_of_their_own_that_fit_into_a_message()
    {
        Dialogue.All.Select(dialogue => dialogue.From).ShouldBeUnique();
        Dialogue.All.ShouldAllBe(dialogue => dialogue.Lines.Count >= 3 && dialogue.Lines.All(line => line.Length <= 320));
    }
}
