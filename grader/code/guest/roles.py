"""The names that candidates give to what a task hands to their functions, without underscores."""

from __future__ import annotations

ROLES: dict[str, frozenset[str]] = {
    role: frozenset(names.split())
    for role, names in {
        "generator": "generator gen g netg gmodel generatormodel gnet modelg gennet",
        "discriminator": "discriminator disc d netd dmodel discriminatormodel dnet modeld critic",
        "gan": "gan ganmodel combined adversarial",
        "optimizer_g": "optimizerg goptimizer optg gopt optimg genopt generatoroptimizer goptim "
        "genoptimizer optimizergen optimizergenerator optgen",
        "optimizer_d": "optimizerd doptimizer optd dopt optimd discopt discriminatoroptimizer "
        "doptim discoptimizer optimizerdisc optimizerdiscriminator optdisc criticoptimizer",
        "optimizer": "optimizer opt optim adam",
        "loss": "lossfn criterion loss bce crossentropy lossfunction bceloss objective",
        "device": "device dev",
        "images": "images realimages real realbatch realimgs imgs trainimages x xtrain data batch "
        "dataset xreal realdata imagebatch xb inputs xbatch image img trainx realx reals "
        "traindata batchimages dataloader loader samples realsamples",
        "latent_dim": "latentdim zdim noisedim nz latentsize latent codedim latentdims dimz "
        "nlatent zsize dlatent nlatents noisesize inputdim",
        "image_shape": "imageshape imgshape shape inputshape outputshape outshape",
        "channels": "channels nchannels numchannels c nc imgchannels inchannels imagechannels",
        "image_size": "imagesize imgsize size h height w width",
        "batch_size": "batchsize bs nbatch minibatch",
        "steps": "steps nsteps numsteps iterations niter maxsteps numiterations trainsteps "
        "nsamples numiters iters totalsteps",
        "epochs": "epochs nepochs numepochs epoch maxepochs",
        "model": "model net rnn lstm gru vae transformer lm network gpt m forecaster module",
        "encoder": "encoder enc encodermodel e",
        "decoder": "decoder dec decodermodel",
        "mean": "mean mu zmean means zmu m",
        "log_var": "logvar logvariance zlogvar logsigma2 lv logvars zlogvariance logsigmasq",
        "z": "z latent code latents noise",
        "series": "series data sequence trainseries ts values x timeseries xtrain seq y dataset "
        "traindata signal array",
        "windows": "windows x xbatch inputs xb xtrain batchx window inputwindows xs trainx seqs "
        "batchwindows features batch sequences",
        "targets": "targets y ybatch yb ytrain labels target batchy ys nextvalues trainy outputs "
        "nexttokens targetids expected",
        "window_size": "windowsize window w seqlen lookback windowlen sequencelength timesteps "
        "win seqlength windowlength nwindow inputlen contextlength lag lags",
        "n_features": "nfeatures features numfeatures inputsize inputdim featuredim nfeature f "
        "nfeats outputsize outputdim dim nchannels numchannels",
        "seed_window": "seedwindow seed window start initialwindow context initwindow startwindow "
        "history initial seedsequence lastwindow x seedseq initialsequence startsequence",
        "count": "steps nsteps numsteps horizon n length nfuture futuresteps maxnewtokens "
        "numtokens ntokens newtokens maxtokens k count ngenerate genlen numgenerate future "
        "predictionsteps steptogenerate nnew maxsteps tokenstogenerate numnewtokens",
        "tokens": "tokens data ids tokenids x inputs sequences batch traintokens dataset "
        "traindata inputids xtrain seqs text corpus idx sequence series batchtokens",
        "inputs": "inputs x xbatch xb inputids batchx src tokensin xtrain sourceids inp idsin "
        "inputtokens xs source batchinputs",
        "prompt": "promptids prompt startids seed context ids start tokens prompttokens inputids "
        "idx startsequence starttokens seedids seedtokens x initialids prefix sequence",
        "vocab_size": "vocabsize vocab nvocab v vocabularysize ntoken vocablen numclasses",
        "max_len": "maxlen maxlength blocksize contextlength seqlen maxseqlen contextsize "
        "sequencelength maxposition maxpositions context contextlen nctx maxsequencelength",
    }.items()
}

# Sizes for parameters that a task does not set and the program gives no default.
SIZES: dict[str, float] = {
    "hiddensize": 64, "hiddendim": 64, "hidden": 64, "units": 64, "nhidden": 64, "numlayers": 2,
    "nlayers": 2, "layers": 2, "dmodel": 64, "embeddim": 64, "embedsize": 64, "nembd": 64,
    "numheads": 4, "nheads": 4, "nhead": 4, "nhead_": 4, "heads": 4, "dff": 128, "ffdim": 128,
    "dimfeedforward": 128, "dropout": 0.0, "dropoutrate": 0.0, "lr": 1e-3, "learningrate": 1e-3,
    "temperature": 1.0, "beta": 1.0, "klweight": 1.0, "ngf": 32, "ndf": 32, "rate": 0.0,
    "numblocks": 2, "depth": 2, "nblocks": 2, "numtransformerblocks": 2, "headsize": 16,
}  # fmt: skip
