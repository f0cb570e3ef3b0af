// Calls the handler: for each request at the address of upstream_url, or once, for STDIN, with --call.
using Function;

var once = args.Contains("--call");
var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls(once ? "http://127.0.0.1:0" : Environment.GetEnvironmentVariable("upstream_url") ?? "http://127.0.0.1:5000");
builder.Logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
var app = builder.Build();
app.MapFallback("{*path}", Handler.Handle);
if (!once)
{
    await app.RunAsync();
    return 0;
}

await app.StartAsync();
var path = Environment.GetEnvironmentVariable("Http_Path") ?? "/";
var query = Environment.GetEnvironmentVariable("Http_Query");
var method = new HttpMethod(Environment.GetEnvironmentVariable("Http_Method") ?? "POST");
using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
using var request = new HttpRequestMessage(method, query is null ? path : $"{path}?{query}");
request.Content = new StreamContent(Console.OpenStandardInput());
using var answer = await client.SendAsync(request);
await (await answer.Content.ReadAsStreamAsync()).CopyToAsync(Console.OpenStandardOutput());
await app.StopAsync();
return answer.IsSuccessStatusCode ? 0 : 1;
