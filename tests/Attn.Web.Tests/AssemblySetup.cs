using Attn.Web.Tests;

[assembly: AssemblyFixture(typeof(Browsers))]
// Browsers are heavy: two classes at a time would only be slow at the same time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
